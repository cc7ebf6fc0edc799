"""Need or offer: who helps whom in the sentence."""

import re

ACTING = (
    r"(?:propose|proposons|offre|offrons|donne|donnons|garde|gardons|prete|pretons|tonds|taille|fais|repasse|repare|"
    r"depanne|cuisine|promene|accompagne|conduis|emmene|livre|rends|aide|nettoie|coupe|fends|monte|pose|peins|coiffe|"
    r"soigne|nourris|arrose|assure|realise|effectue|tiens|enseigne|accueille|ramone|entretiens|debarrasse|transporte|"
    r"loue|jardine|bricole|installe|passe|visite|lis|joue|telephone|ramene|releve|surveille|recupere|ramasse|desherbe|"
    r"vends|interviens|execute|restaure|fabrique|cree|amenage|pratique|dispense|sors|balade|heberge|recois|reçois|"
    r"porte|apporte|prepare|mets|dispose|covoiture|m occupe|m occuperai|me propose|me charge|me deplace|"
    r"peux (?!pas|plus|avoir|trouver|compter|demander|esperer|en trouver|venir chercher|m adresser|plus)|"
    r"pourrais (?!avoir|trouver|pas|plus)|pourrai |sais (?!pas|plus)|saurais )"
)
TRADES = (
    r"(?:electricien|plombier|macon|couvreur|menuisier|peintre|jardinier|coiffeu\w+|estheticien\w*|chauffagiste|serrurier|"
    r"informaticien\w*|taxi|chauffeur|garage|garagiste|mecanicien|ramon\w+|paysagiste|boulang\w+|epici\w+|reparateu\w+|"
    r"reparations?|depannage|traiteur|destruction|deratisation|coach|charpentier|vitrier|carreleur|creation|entreprise|"
    r"artisan|assistante? maternel\w*|nounou|auxiliaire de vie|garde d enfants|cours|professeur|toiletteu\w+|pension)"
)
# "Menuisier ébéniste : portes, escaliers" is a shop sign, "menuisier pour une porte" a need.
TRADE_FIRST = (
    rf"^(?:, |bonjour |bonsoir )*(?:jeune |ancien |ancienne )?{TRADES}\b(?!.*\b(?:pour (?:un|une|mon|ma|mes|le|la|les|refaire|changer|"
    r"reparer)|besoin|cherche|urgent|svp|mon|ma|mes|panne|s il vous plait|qui peut)\b).*\b(?:agree\w*|diplome\w*|disponible|interventions?|"
    r"depannage|ans d|ans de|accepte\w*|tournee|deplacements?|24 h|experience|devis gratuits?|realis\w+|remorquage|creation|"
    r"specialis\w*|portes , |pose|tous travaux|qualifie\w*|neuf et renovation|renovation|gares|tous vos|clients?|service|alentours|"
    r"secteur|murs ,|ebeniste|zingueur|a votre|tarifs?|rapide|metier|entretien)\b"
)
OFFERS = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (rf"\b(?:je|j|nous)(?: vous)?(?: te)? {ACTING}", 4),
        (r"\bon (?:vous )?(?:propose|offre|prete|peut|aide|garde|livre)\b", 4),
        (r"\b(?:je?|nous|on) (?:vous |y )?(?:peux|pouvons|peut) (?!pas|plus|avoir|trouver|me|m )", 2),
        (r"\b(?:me|nous) propos\w+ (?:de|d|pour)\b", 3),
        (r"\bmes services\b|\ba votre service\b|\bnos services\b|\ba votre disposition\b|\ba disposition\b", 5),
        (r"\b(?:suis|sommes|est|reste) (?:tres |assez )?(?:disponibles?|libres?)\b", 4),
        (r"\bdisponibles? (?:pour|le|les|a|tous|des|du|en|sur|de|mercredi|samedi|week)\b", 3),
        (r"\bdisponibles?\b", 1),
        (r"\b(?:vos|votre)\b", 3),
        (r"\bchez vous\b|\ba votre domicile\b|\bpour vous\b|\bvous (?:aider|accompagner|conduire|rendre|emmener|depanner)\b", 3),
        (r"^(?:, |bonjour |salut |coucou |bonsoir |,)*(?:propose|proposons|offre|offrons|donne|prete|garde (?!de |d )|loue|vends|fais|"
         r"tonds|repasse|accueille|mets a disposition)\b", 5),
        (r"\b(?:donne|donner) (?:des |de la |du )?cours\b", 1),
        (r"\b(?:je|j) suis (?:une? )?(?:ancien |ancienne |jeune )?(?:artisan |maitre )?(?:electricien|plombier|macon|couvreur|"
         r"menuisier|peintre|jardinier|coiffeu\w+|estheticien\w*|chauffagiste|serrurier|informaticien\w*|taxi|chauffeur|"
         r"garagiste|mecanicien|ramoneur|paysagiste|assistante? maternel\w*|nounou|auxiliaire|aide soignant\w*|infirmier\w*|"
         r"professeur|enseignant\w*|etudiant\w*|lyceen\w*|retraite\w* (?:et|,)|institut\w+|bricoleu\w+|couturiere|traiteur|"
         r"boulang\w+|epici\w+|reparateu\w+|coach|musicien\w*|pianiste|guitariste|baby sitter|femme de menage|"
         r"aide menager\w*|toiletteu\w+|carreleur|charpentier|vitrier|deratiseur|taupier|apiculteur|demenageur|livreu\w+|"
         r"cuisini\w+|ambulanci\w+|professionnel\w*|auto entrepreneu\w*|bucheron|elagueu\w+|depanneur|technicien\w*|"
         r"kine|agree\w*|titulaire|diplome\w*|motive\w*|vehicule\w*)", 4),
        (r"\b(?:artisan|entreprise|societe|sarl|auto entrepreneur|micro entrepreneur)\b.*\b(?:vous|interviens|intervient|"
         r"se deplace|realise|propose|deplacement|devis gratuits?|ans d experience|secteur|effectue)\b", 5),
        (r"\b(?:se deplace|interviens|intervient|nous intervenons|je me deplace)\b", 3),
        (r"\bans d experience\b|\bavec experience\b|\bbonne experience\b|\breferences?\b|\bdevis gratuits?\b", 2),
        (r"\b(?:cherche|recherche|souhaite|voudrais|aimerais) (?:a |des |de |du |quelques |encore |faire |donner )*"
         r"(?:heures?|clients?|travail|emploi|petits? boulots?|jobs?|familles?|personnes? a aider|missions?|elev\w+|"
         r"garder|aider|donner|rendre service|pelouses? a|enfants? a garder|menages? a faire|repassage a faire|"
         r"jardins? a|chats? a|chiens? a|passagers?|proposer|preter|partager mon|me rendre utile)\b", 6),
        (r"\ba (?:preter|louer|donner|partager)\b", 3),
        (r"\b(?:retraitee?|etudiante?|lyceenne?|jeune (?:fille|homme|retraite)|maman|nounou|homme|dame|couple|femme|bricoleur|particulier)"
         r"\b[^,]{0,30}(?: ,)? (?:propose|garde|donne|cherche (?:heures|a )|fait|fera|ferait|peut|aide|tond|prete|repasse|offre|se propose|disponible|accompagne)\b", 5),
        (r"\b(?:il me reste|reste|encore|ai|j ai|avons) (?:[0-9]|une?|deux|trois|des)? ?places?\b", 4),
        (r"(?<!qui )(?<!quelqu un )\b(?:propose|proposons)\b", 3),
        (r"\bnous (?!cherchons|recherchons|voulons|voudrions|aimerions|souhait|avons|sommes|partons|demenageons|devons|"
         r"serons|allons|habitons|faisons construire|attendons|changeons|renovons|refaisons|pouvons|aurions)\w+ons\b", 4),
        (r"\bj (?:organise|anime|interviens|accueille|heberge|entretiens|arrose|emmene|accompagne|installe|ouvre|apporte|achete)\b", 4),
        (r"\bje? (?!suis|(?:re)?cherche|v[oe]u|souhait|aim|pars|dois|ne|n|me|m|ai|au|habite|vais|vis|pense|demande|pa[yi]e|ser|"
         r"reprends|change|travaille|bosse|perds|viens|rentre|tombe|marche|reste|manque|crois|sais|desire|compte|attend|"
         r"demenage|quitte|commence|prefere|trouve|espere|galere|comprends|entends|connais|dors|termine|finis|sens|etais|"
         r"deteste|adore|refais|renove|fais construire|donnerai|paierai|prends ma retraite|reserve)\w+(?:e|s|nds|ts)\b", 2),
        (r"\bqui (?:veut|voudrait|a besoin|aurait besoin|souhaite) (?:de |d |un |une )(?:l )?(?:aide|coup|cours|lecons?|petit)", 8),
        (TRADE_FIRST, 4),
        (r"\baux (?:personnes|anciens|seniors|familles|habitants|voisins|aines)\b", 2),
        (r"\bpour (?:les |tous les )(?:anciens|voisins|aines|seniors|personnes agees|habitants|gens|familles|enfants du village)\b", 3),
        (r"\b(?:[0-9]|une|deux|trois|quatre) places?\b.{0,20}\bvoiture\b|\bplaces? dans ma voiture\b", 5),
        (r"\bplaces? (?:disponibles?|libres?)\b", 4),
        (r"\bsi (?:vous avez|quelqu un a|quelqu un en a|vous voulez|ca peut|ca interesse|quelqu un est interesse|besoin|vous etes|"
         r"quelqu un veut|quelqu un cherche|je peux|certains)\b", 4),
        (r"\b(?:ai|avons|a|possede) (?:une? |des )?[a-z ]{3,25} a (?:preter|partager|mettre|disposition|louer)\b", 4),
        (r"\bavis aux\b|\binteresse\w* contactez\b|\bcontactez moi\b|\bappelez moi\b|\bn hesitez pas\b|\btous travaux\b|\bcontacter? moi\b", 3),
    )
)
NEEDS = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (r"\b(?:cherche|recherche|cherchons|recherchons|cherchent|cherches)\b", 4),
        (r"\b(?:cherche|recherche|cherchons) (?:une?|quelqu un|des|le|la|un|pour)\b", 1),
        (r"\bbesoins?\b(?! d un coup)", 4),
        (r"\bbesoin\b", 2),
        (r"\bqui (?:peut|pourrait|veut|voudrait|aurait|connait|sait|fait|serait|va|pourrai|peu|a une?|promene|garde|est)\b", 5),
        (r"\b(?:quelqu un|qq|personne|une personne|quelqu une)(?: \w+)? (?:pour|peut|pourrait|de|peu|qui|aurait|serait|d|sait|va|veut)\b", 4),
        (r"\b(?:pouvez|pourriez|peux|pourrais|peut|pourrait|auriez|avez|aurais|seriez|faites|venez) (?:vous|tu|t|il|on|elle|quelqu)\b", 5),
        (r"\b(?:est ce (?:que|qu)|y a t il|ya t il|y aurait|il y a quelqu un|y a quelqu un|y a til|quelqu un (?:a|connait|dispo\w*))\b", 3),
        (r"\b(?:voudrais|voudrait|voudrions|aimerais|aimerait|aimerions|souhaite|souhaiterais|souhaitons|souhaiterait|desire|"
         r"faudrait|il faut|il me faut|me faudrait|nous faut|manque)\b", 3),
        (r"\b(?:peux|peut|pouvons|sais|arrive|arrivons|peuvent|pourrai|pourrais|arrivent|puis) (?:plus|pas)\b", 5),
        (r"\b(?:plus|pas) (?:de|d) \w+", 1),
        (r"\b(?:aidez|help|sos|au secours|a l aide)\b", 4),
        (r"\b(?:mon|ma|mes|notre|nos)\b", 2),
        (r"\b(?:panne|cassee?|casse|bouchee?|fuite|fuit|creve\w*|bloquee?|coince\w*|marche plus|marche pas|fonctionne plus|urgent|urgence|demarre|bruit|bizarre)\b", 2),
        (r"\b(?:m|me|nous|moi) (?:emmener|conduire|accompagner|aider|depanner|preter|livrer|apporter|rapporter|ramener|deposer|chercher|"
         r"rendre|faire|montrer|expliquer|garder|apprendre|donner|prete|aide|emmene|couper|monter|reparer)\b", 5),
        (r"\b(?:aider moi|m aider|nous aider|me filer|filer un coup|me donner)\b", 3),
        (r"\b(?:je|on|nous) (?:pars|part|partons|serai|serons|m absente|dois|demenage|demenageons)\b", 2),
        (r"\b(?:svp|s il vous plait|s il te plait|merci d avance|devis svp)\b", 2),
        (r"\bje? (?:vous )?(?:paye|paie|remunere)\b", 3),
        (r"\bvous (?:qui|pouvez|pourriez|auriez|savez|faites)\b|\bsi (?:vous|quelqu un) (?:pouv\w+|peut|pourrait)\b", 4),
    )
)


def is_offer(line: str, asks: bool) -> bool:
    """Whether a folded line offers help; everything else is a need, the more so if it asks."""
    offered = sum(weight for pattern, weight in OFFERS if pattern.search(line))
    needed = sum(weight for pattern, weight in NEEDS if pattern.search(line))
    return offered > needed + (5 if asks else 0)
