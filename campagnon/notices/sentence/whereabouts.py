"""Where the person is, among the communes named: at home, setting out, or merely on the way to."""

import re
from dataclasses import replace

from campagnon.notices.sentence.mentions import Mention
from campagnon.notices.sentence.places import Commune
from campagnon.notices.sentence.words import BREAK, Token

HOME = re.compile(
    r"(?:habit(?:e|ons|ant|ante|ants|ent)|(?:je|j|on|nous|me) (?:suis|est|sommes|trouve)|loge|reside|"
    r"residons|demeure|demeurant|domicilie|domiciliee|vis|vit|vivons|chez moi|chez nous|maison|base|"
    r"basee|installee?|dans le bourg|ma commune|mon village|resident|residente)(?: est)?(?: pres|"
    r" situee?| actuellement| seule?)?(?: ,)?(?: a| sur| de| vers| en| dans le bourg de| c est)*$"
)
TRAVEL = re.compile(
    r"\b(?:all(?:er|ez|ant)|vais|vas|va|vont|ira|irai|irait|emmen\w*|amen\w*|condui\w+|depos\w+|rendre|"
    r"rends|rend|part|pars|partir|partons|trajets?|direction|jusqu|gare|hopital|hopitaux|clinique|chu|"
    r"medecin|dentiste|kine|ophtalmo\w*|cardiologue|specialiste|aeroport|rendez vous|consultation|"
    r"travaill\w*|bosse|boulot|route|covoit\w*|marche|marches|cinema|theatre|concert|musee|match|"
    r"descend\w*|monte|accompagn\w*|vehicul\w*|transport\w*|taxi|prefecture|dialyse|scanner|irm|lycee|"
    r"fac|universite|visiter|train|ramen\w*|rapport\w*|achet\w*|recuper\w*|chercher|pharmacie|"
    r"boulangerie|supermarche|relais|decheterie|dechetterie|spectacle|zoo|stage|formation|ikea|decathlon|"
    r"leclerc|auchan|navette|ehpad|tribunal|conduite|voyage|livr\w+|tournoi)\b"
)
TOWARDS = re.compile(r"(?:^| )(?:a|vers|pour|direction|jusqu a|jusqu|sur|de|d|du|a cote de|pres de|en|et|-)$")
SETTING_OUT = re.compile(
    r"\b(?:depuis|depart|depart de|depart d|au depart de|partir de|en partant de|partant de)(?: la| le)?$"
)
# Where the person helped lives, even when the sentence sends somebody elsewhere.
AT_THEIRS = re.compile(
    r"\b(?:chez|pour) (?:\w+ ){0,2}(?:mere|pere|tante|oncle|maman|papa|mamie|papi|soeur|frere|parents|"
    r"filles?|fils|voisine?|amie?|cousine?|dame|monsieur|enfants?) (?:\w+ )?(?:qui (?:habite|vit|"
    r"est) )?(?:a|sur|de|d)$"
)
ORIGIN = re.compile(
    r"(?:^| )(?:de|depuis|d|du|depart|depart de|partir de|au depart de|entre|trajet|aller retour|trajets)$"
)
ERRAND = re.compile(
    r"\b(?:pharmacie|hopital|clinique|gare|marche|ecole|college|lycee|poste|mairie|relais|magasin|"
    r"super u|leclerc|carrefour|intermarche|decheterie|dechetterie|boulangerie|medecin|dentiste|ehpad|"
    r"creche|piscine|cinema|eglise) (?:de|d|du)$"
)
ONWARD = re.compile(r"^ ?,? ?(?:a|vers|jusqu|pour|-|>|direction|/|et|aller)(?: |$)")


def ranked(mentions: list[Mention], tokens: tuple[Token, ...]) -> list[Mention]:
    """Mentions with how much each is where the person is: home, origin, plain, then where they are going."""
    return [
        replace(mention, rank=rank_of(mention, index, mentions, tokens))
        for index, mention in enumerate(mentions)
    ]


def rank_of(mention: Mention, index: int, mentions: list[Mention], tokens: tuple[Token, ...]) -> int:
    """0 at home, 1 setting out, 2 simply named, 3 on the way to."""
    lead = " ".join(token.text for token in tokens[max(0, mention.begin - 12) : mention.begin])
    if HOME.search(lead):
        return 0
    following = " ".join(token.text for token in tokens[mention.end : mention.end + 3])
    goes_on = index + 1 < len(mentions) and mentions[index + 1].begin - mention.end <= 4
    if SETTING_OUT.search(lead) or AT_THEIRS.search(lead):
        return 1
    clause = lead.rsplit(BREAK, 1)[-1]
    moving = TRAVEL.search(clause)
    leaves = ORIGIN.search(lead) and not ERRAND.search(lead)
    if goes_on and (leaves and ONWARD.match(following) or moving and not TOWARDS.search(lead)):
        return 1
    if moving and (TOWARDS.search(lead) or not mention.commune.is_open):
        return 3
    return 2


def commune_meant(mentions: list[Mention]) -> Commune | None:
    """The commune of the need: never a place outside the open territories where somebody only goes."""
    kept = [mention for mention in mentions if mention.rank < 3 or mention.commune.is_open]
    best = min(
        kept,
        key=lambda mention: (mention.rank > 0, not mention.commune.is_open, mention.rank, mention.begin),
        default=None,
    )
    return best.commune if best else None
