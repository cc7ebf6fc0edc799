"""The charter of mutual help, word for word: the page, the opening of an account and the paper print this."""

from datetime import date

# The day of its present words.
WRITTEN_ON = date(2026, 11, 23)

LEAD = "On s’aide entre voisins, comme on l’a toujours fait. Voici ce à quoi chacun s’engage."

ARTICLES = (
    (
        "C’est gratuit",
        "En entraide, il n’y a ni prix, ni pourboire, ni points à gagner ou à rendre. Un merci "
        "suffit. Ce que l’on achète pour quelqu’un se rembourse au prix du ticket ; les frais "
        "d’un trajet se partagent, sans bénéfice.",
    ),
    (
        "Un coup de main, pas un métier",
        "On aide de temps en temps. Si cela devient régulier, on en parle : un emploi déclaré par "
        "CESU protège les deux. Payer quelqu’un sans le déclarer est du travail dissimulé.",
    ),
    (
        "Ce qui est dangereux attend un professionnel",
        "Pas d’électricité, de gaz, de toit, d’échelle ni de tronçonneuse. Pas de soins. Chaque "
        "service rappelle ses limites avant que l’on s’engage.",
    ),
    (
        "On tient parole",
        "On vient à l’heure dite, ou l’on prévient. Un non est permis, toujours, et ne se justifie pas.",
    ),
    (
        "Chez l’autre, on est discret",
        "Ce que l’on voit et entend chez quelqu’un y reste : sa santé, ses papiers, ses absences. "
        "On ne demande ni mot de passe, ni carte bancaire, ni procuration.",
    ),
    (
        "Chacun est respecté",
        "Tout le monde est le bienvenu, d’où qu’il vienne. Les plus jeunes ont 16 ans, et ne "
        "gardent pas d’enfants le soir.",
    ),
    (
        "Chacun est assuré",
        "Celui qui aide et celui qui est aidé vérifient leur assurance responsabilité civile. "
        "Campagnon met en relation ; il n’assure personne.",
    ),
    (
        "Un souci se dit",
        "On s’en parle d’abord. Si cela ne suffit pas, la mairie écoute. Qui ne respecte pas "
        "cette charte peut être écarté, après avoir été entendu.",
    ),
)
