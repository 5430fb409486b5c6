"""Lists of partner organisations and of the people in them, as a backbone office uploads or types them."""

from diagnostic.partner_lists.entries import Organisation, Person, check_organisation, check_person
from diagnostic.partner_lists.model import ListProblem, PartnerList, PartnerRow
from diagnostic.partner_lists.reading import read_partner_list
from diagnostic.partner_lists.template import template_csv

__all__ = [
    "ListProblem",
    "Organisation",
    "PartnerList",
    "PartnerRow",
    "Person",
    "check_organisation",
    "check_person",
    "read_partner_list",
    "template_csv",
]
