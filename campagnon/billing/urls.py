from django.urls import path

from campagnon.billing.views import invoice, issuing, ledger

app_name = "billing"

urlpatterns = [
    path("mes-factures/", ledger.invoices, name="invoices"),
    path("mes-factures/registre.csv", ledger.register, name="register"),
    path("mes-factures/factures.zip", ledger.papers, name="papers"),
    path("devis/<str:public_id>/facture/", issuing.issue, name="issue"),
    path("devis/<str:public_id>/facture/jointe/", issuing.attach, name="attach"),
    path("factures/<str:public_id>/", invoice.invoice, name="invoice"),
    path("factures/<str:public_id>/facture.pdf", invoice.paper, name="paper"),
    path("factures/<str:public_id>/paiement/", invoice.payment, name="payment"),
    path("factures/<str:public_id>/avoir/", issuing.credit, name="credit"),
]
