"""Answers as mail programs write them, and the words of their authors."""

REPLIES = {
    "nothing quoted": ("Bonjour Karim,\n\nD’accord pour 9 h.\n", "Bonjour Karim,\n\nD’accord pour 9 h."),
    "gmail": (
        "D’accord pour 9 h.\n\nLe lun. 23 nov. 2026 à 10:12, Campagnon <nous@c.example> a\nécrit :\n\n"
        "> Karim vous a écrit :\n>\n> « À samedi »\n",
        "D’accord pour 9 h.",
    ),
    "gmail in English": (
        "D’accord.\n\nOn Mon, Nov 23, 2026 at 10:12 AM Campagnon <nous@c.example>\nwrote:\n\n> Karim…\n",
        "D’accord.",
    ),
    "thunderbird": (
        "Oui, avec plaisir.\n\nLe 23/11/2026 à 10:12, Campagnon a écrit :\n> Karim écrit :\n> « À samedi »\n",
        "Oui, avec plaisir.",
    ),
    "apple mail": (
        "Oui.\n\nEnvoyé de mon iPhone\n\n> Le 23 nov. 2026 à 10:12, Campagnon <nous@c.example> a écrit :\n"
        "> \n> Karim vous a écrit\n",
        "Oui.",
    ),
    "outlook": (
        "Bonjour,\nC’est noté.\nCordialement\n\nDe : Campagnon <nous@c.example>\n"
        "Envoyé : lundi 23 novembre\nÀ : Léa Delattre\nObjet : Karim vous a écrit\n\nKarim vous a écrit :\n",
        "Bonjour,\nC’est noté.\nCordialement",
    ),
    "outlook mobile": (
        "C’est noté.\n\nTélécharger Outlook pour Android<https://aka.ms/x>\n________________________________\n"
        "From: Campagnon <nous@c.example>\nSent: Monday, November 23, 2026 10:12:00 AM\n"
        "To: Léa\nSubject: Karim vous a écrit\n\nKarim…\n",
        "C’est noté.",
    ),
    "orange": (
        'Oui je viens\n\n\n> Message du 23/11/26 10:12\n> De : "Campagnon" <nous@c.example>\n'
        "> A : lea@exemple.fr\n> Copie à : \n> Objet : Karim vous a écrit\n> \n> Karim vous a écrit\n",
        "Oui je viens",
    ),
    "la poste, free": (
        'Oui je viens\n\n----- Mail original -----\nDe: "Campagnon" <nous@c.example>\n'
        "À: lea@exemple.fr\nEnvoyé: Lundi 23 Novembre 2026 10:12:00\nObjet: Karim vous a écrit\n\nKarim…\n",
        "Oui je viens",
    ),
    "message d’origine": (
        "Oui\n\n-----Message d'origine-----\nDe : Campagnon\nEnvoyé : lundi\n\nKarim…\n",
        "Oui",
    ),
    "yahoo": (
        "Oui\n\nEnvoyé à partir de Yahoo Mail pour Android\n\n"
        "  Le lun., nov. 23, 2026 à 10:12, Campagnon<nous@c.example> a écrit :   Karim vous a écrit\n",
        "Oui",
    ),
    "a telephone of Samsung": (
        "Oui\n\n\nEnvoyé depuis mon smartphone Samsung Galaxy.\n\n-------- Message d'origine --------\n"
        "De : Campagnon\nDate : 23/11/2026 10:12 (GMT+01:00)\nÀ : lea@exemple.fr\nObjet : Karim\n\nKarim…\n",
        "Oui",
    ),
    "a signature": ("Oui\n-- \nLéa Delattre\n06 12 34 56 78\n", "Oui"),
    "answers in between": (
        "Bonjour,\n\nLe 23/11/2026 à 10:12, Campagnon a écrit :\n> Avez-vous une prise ?\nOui, dehors.\n"
        "> Et une échelle ?\nNon.\n",
        "Bonjour,\n\nOui, dehors.\nNon.",
    ),
    "an answer below": (
        "Le 23/11/2026 à 10:12, Campagnon a écrit :\n> Avez-vous une prise ?\n\nOui, dehors.\n",
        "Oui, dehors.",
    ),
    "words that look like a heading": (
        "Le 28 à 9 h, c’est parfait.\nDe : rien\nOn se voit samedi.\n",
        "Le 28 à 9 h, c’est parfait.\nDe : rien\nOn se voit samedi.",
    ),
    "only a quotation": ("> Karim vous a écrit\n> À samedi\n", ""),
    "windows mail": (
        "Oui\n\nProvenance : Courrier pour Windows\n\nDe : Campagnon\nEnvoyé le :lundi 23 novembre\n"
        "À : Léa\nObjet :Karim vous a écrit\n\nKarim\n",
        "Oui",
    ),
}
