"""What a declared job costs: computes, stores nothing.

For the rooms above:

    from campagnon.cesu.costs import Side, cost_of         # a Cost, or BelowFloor is raised
    from campagnon.cesu.notes import notes_on              # what to say beside it
    from campagnon.cesu.exemptions import Employer         # what is asked of a household, and never kept
    from campagnon.cesu.floor import BelowFloor, floor_on  # the least an hour may be paid
    from campagnon.cesu.service_law import service_on      # may be declared, gives the credit: two questions
    from campagnon.cesu.contract import contract_threshold, declare_by, needs_contract
    from campagnon.cesu.figures import figures_to_check    # for the administrator's page

    cost_of(Decimal("12"), Side.NET, hours=Decimal(3), on=day).total

Amounts given are those of one hour, paid leave included; amounts returned are for all the hours.
The rules, with worked figures and sources: docs/cesu.md.
"""
