from allauth.mfa.base.views import authenticate, reauthenticate
from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.webauthn.views import reauthenticate_webauthn
from django.urls import include, path

from campagnon.people.views import account, charter, entering, letters, professional, second_factor

ours = [
    path("entrer/", entering.sign_in, name="sign_in"),
    path("entrer/code/", entering.sign_in_code, name="sign_in_code"),
    path("entrer/qui-etes-vous/", entering.who_are_you, name="who_are_you"),
    path("sortir/", entering.sign_out, name="sign_out"),
    path("charte/", charter.charter_page, name="charter"),
    path("charte/imprimer.pdf", charter.charter_paper, name="charter_paper"),
    path("charte/accord/", charter.agree, name="agree_charter"),
    path("mon-compte/", account.account, name="account"),
    path("mon-compte/modification/", account.edit, name="edit_account"),
    path("mon-compte/courriers/", letters.letters, name="letters"),
    path("desabonnement/<str:token>/", letters.unsubscribe, name="unsubscribe"),
    path("mon-compte/adresse/", account.add_address, name="add_address"),
    path("mon-compte/adresse/code/", account.confirm_address, name="confirm_address"),
    path("mon-compte/adresse/retrait/", account.remove_address, name="remove_address"),
    path("mon-compte/appareils/", account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("mon-compte/cet-appareil/", account.device, name="device"),
    path("mon-compte/agenda/", account.renew_agenda_address, name="renew_agenda_address"),
    path("mon-compte/mandat/retrait/", account.take_mandate_back, name="take_mandate_back"),
    path("mon-compte/fermeture/", account.close, name="close_account"),
    path("mon-compte/professionnel/", professional.professional, name="professional"),
    path("mon-compte/professionnel/mentions/", professional.mentions, name="mentions"),
    path("mon-compte/double-verification/", second_factor.second_factor, name="second_factor"),
]

# django-allauth looks these names up itself, outside any namespace; what we do not use of it has no address.
SECOND_FACTOR = "mon-compte/double-verification/"
allauths = [
    path("entrer/", entering.sign_in, name="account_login"),
    path("entrer/", entering.sign_in, name="account_request_login_code"),
    path("entrer/code/", entering.sign_in_code, name="account_confirm_login_code"),
    path("entrer/double-verification/", authenticate, name="mfa_authenticate"),
    path(SECOND_FACTOR, second_factor.second_factor, name="mfa_index"),
    path(SECOND_FACTOR, second_factor.second_factor, name="mfa_list_webauthn"),
    path(SECOND_FACTOR + "application/", second_factor.add_application, name="mfa_activate_totp"),
    path(
        SECOND_FACTOR + "application/retrait/", second_factor.remove_application, name="mfa_deactivate_totp"
    ),
    path(SECOND_FACTOR + "cle/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path(SECOND_FACTOR + "cle/<int:pk>/retrait/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path(SECOND_FACTOR + "codes-de-secours/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        SECOND_FACTOR + "codes-de-secours/nouveaux/",
        generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(SECOND_FACTOR + "preuve/", reauthenticate, name="mfa_reauthenticate"),
    path(SECOND_FACTOR + "preuve/cle/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

urlpatterns = [path("", include((ours, "people"))), path("", include(allauths))]
