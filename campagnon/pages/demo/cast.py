"""The cast: the people whom the tests, the documents and the demo speak of."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.modes import Mode


@dataclass(frozen=True)
class Figure:
    """Somebody of the cast: a key that the stories use, who they are, and how they are reached."""

    key: str
    first_name: str
    last_name: str
    commune: str
    who: str | Promise
    email: str | None = None
    phone: str | None = None
    is_minor: bool = False
    prefers_sms: bool = False
    # The territory whose counter they keep, and whether they also set it up.
    serves: str = ""
    is_administrator: bool = False

    @property
    def names(self) -> tuple[str, str]:
        return self.first_name, self.last_name


@dataclass(frozen=True)
class CastOffer:
    """What somebody of the cast proposes."""

    by: str
    services: str
    modes: int
    reach_minutes: int
    week: str
    words: str


@dataclass(frozen=True)
class CastNeed:
    """A need that the story is told with: who says it, who answers, and what comes of it."""

    by: str
    helper: str
    fate: str
    days_ago: float
    service: str
    words: str
    commune: str
    when: str = ""
    part: str = ""
    recurring: str = ""
    mode: str = ""


PICARDIE_VERTE, PORTES_DE_SOLOGNE = "246000848", "200005932"

CAST = (
    Figure(
        "marcelle", "Marcelle", "Delattre", "Gerberoy",
        _("89 ans, un téléphone fixe et rien d’autre ; sa petite-fille écrit pour elle."),
        phone="+33353014410",
    ),
    Figure(
        "lea", "Léa", "Delattre", "Grandvilliers",
        _("La petite-fille de Marcelle : elle demande, suit et remercie pour elle."),
        email="lea.delattre@example.org", phone="+33639981001",
    ),
    Figure(
        "karim", "Karim", "Benali", "Songeons",
        _("17 ans : il tond les pelouses et garde les enfants, jamais le soir. Il préfère les SMS."),
        email="karim.benali@example.org", phone="+33639981234", is_minor=True, prefers_sms=True,
    ),
    Figure(
        "odile", "Odile", "Mercier", "Formerie",
        _("Agente de la mairie : elle voit tout ce qui attend en Picardie Verte."),
        email="odile.mercier@example.org", phone="+33353012021", serves=PICARDIE_VERTE,
    ),
    Figure(
        "joel", "Joël", "Lefèvre", "Grandvilliers",
        _("Plombier chauffagiste, assuré : il répond aux fuites."),
        email="joel.lefevre@example.org", phone="+33639981002", prefers_sms=True,
    ),
    Figure(
        "nadia", "Nadia", "Haddad", "Feuquières",
        _("Infirmière : elle va travailler à Beauvais et prend du monde dans sa voiture."),
        email="nadia.haddad@example.org", phone="+33639981003",
    ),
    Figure(
        "bernard", "Bernard", "Lequien", "Loueuse",
        _("À la retraite : une remorque, une brouette, et du temps pour rentrer le bois."),
        email="bernard.lequien@example.org", phone="+33353014571",
    ),
    Figure(
        "marie_line", "Marie-Line", "Pruvot", "Gerberoy",
        _("Ménage et repas en CESU, à deux pas de chez Marcelle."),
        email="marie-line.pruvot@example.org", phone="+33639981004", prefers_sms=True,
    ),
    Figure(
        "delphine", "Delphine", "Cauchois", "Hanvoile",
        _("Les Jardins du Thérain : son entreprise crée et entretient les jardins."),
        email="delphine.cauchois@example.org", phone="+33639981005",
    ),
    Figure(
        "mme_roux", "Hélène", "Roux", "La Ferté-Saint-Aubin",
        _("Élue : elle administre les Portes de Sologne."),
        email="helene.roux@example.org", phone="+33261912021",
        serves=PORTES_DE_SOLOGNE, is_administrator=True,
    ),
)  # fmt: skip

CAST_OFFERS = (
    CastOffer(
        "karim", "tonte|jardinage", Mode.FREE | Mode.CESU, 30, "days-off",
        "Je tonds les pelouses et je ramasse l’herbe, le mercredi et le week-end",
    ),
    CastOffer(
        "karim", "baby-sitting|aide-devoirs", Mode.FREE | Mode.CESU, 15, "days-off",
        "Je garde les enfants l’après-midi, j’ai deux petits frères",
    ),
    CastOffer(
        "nadia", "covoiturage|accompagnement", Mode.FREE, 25, "mornings",
        "Je pars tous les matins à 6 h 45 pour l’hôpital de Beauvais, je peux emmener deux personnes",
    ),
    CastOffer(
        "nadia", "visite|veille", Mode.FREE, 15, "evenings",
        "Un coup de fil ou une visite après ma journée, à qui vit seul",
    ),
    CastOffer(
        "bernard", "bois|encombrants|transport-objet", Mode.FREE, 30, "always",
        "Ma remorque et moi rendons service : bois, déchèterie, meubles",
    ),
    CastOffer(
        "bernard", "accompagnement", Mode.FREE, 40, "weekdays",
        "Je conduis à Beauvais ou à Gournay, et j’attends en faisant mes mots croisés",
    ),
    CastOffer(
        "marie_line", "menage|repas-domicile|courses", Mode.CESU, 20, "mornings",
        "Ménage, courses et bons petits plats chez vous, le matin, en CESU",
    ),
    CastOffer(
        "lea", "demarches|informatique", Mode.FREE, 25, "evenings",
        "Je remplis les papiers et je dompte les téléphones, le soir après le travail",
    ),
)  # fmt: skip

CAST_NEEDS = (
    CastNeed(
        "lea", "karim", "helped", 62, "tonte",
        "Tondre la pelouse de ma grand-mère samedi matin à Gerberoy, la tondeuse est dans l’abri",
        "Gerberoy", when="samedi", part="matin",
    ),
    CastNeed(
        "lea", "marie_line", "weekly", 54, "menage",
        "Deux heures de ménage par semaine chez ma grand-mère à Gerberoy, en CESU",
        "Gerberoy", recurring="oui", mode="cesu",
    ),
    CastNeed(
        "lea", "bernard", "waiting", 0.5, "bois",
        "Rentrer trois stères de bois chez ma grand-mère à Gerberoy, elle ne peut plus porter",
        "Gerberoy",
    ),
    CastNeed(
        "lea", "karim", "agreed", 2, "tonte",
        "Repasser la tondeuse chez ma grand-mère à Gerberoy, l’herbe a bien poussé", "Gerberoy",
    ),
    CastNeed(
        "marcelle", "nadia", "helped", 40, "visite",
        "Une visite chez moi à Gerberoy pour jouer aux dominos, j’ai 89 ans et je gagne souvent", "Gerberoy",
    ),
    CastNeed(
        "marie_line", "joel", "helped", 33, "plomberie",
        "Le robinet de la cuisine goutte jour et nuit à Gerberoy, besoin d’un plombier", "Gerberoy",
        mode="pro",
    ),
    CastNeed(
        "bernard", "joel", "open", 0.1, "plomberie",
        "Fuite d’eau sous le ballon, j’ai coupé l’arrivée, à Loueuse", "Loueuse", mode="pro",
    ),
    CastNeed(
        "nadia", "karim", "open", 0.2, "baby-sitting",
        "Garder mes deux garçons mercredi après-midi, baby-sitting à Songeons chez leur grand-père",
        "Songeons", when="mercredi", part="apm",
    ),
    CastNeed(
        "joel", "lea", "helped", 51, "demarches",
        "M’aider à remplir un dossier sur internet, je suis meilleur avec les tuyaux, à Grandvilliers",
        "Grandvilliers",
    ),
    CastNeed(
        "karim", "nadia", "helped", 21, "covoiturage",
        "Un covoiturage pour aller à Beauvais demain matin, j’ai mon examen de code", "Songeons",
        when="demain", part="matin",
    ),
)  # fmt: skip
