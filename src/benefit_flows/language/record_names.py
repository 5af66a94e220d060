"""What records are called for people: by no more than what tells them apart from the others of their world."""

from typing import Final, NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.changes import subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import Benefit, Contract, Link, Request, World
from benefit_flows.text import VOWELS, Text

OF_COMPANY: Final = Text("contract of {what}", "contrat de {what}")
OF_COMPANY_ELIDED: Final = Text("contract of {what}", "contrat d’{what}")
OF_PACKAGE: Final = Text("contract of package {what}", "contrat du package {what}")
OF_PLAN: Final = Text("contract of plan “{what}”", "contrat du plan «\u00a0{what}\u00a0»")
TIE: Final = Text("{account}: {contract}", "{account}\u00a0: {contract}")
REQUEST: Final = Text("request {number}", "demande {number}")
REQUEST_MADE: Final = Text(
    "request {number}, made by {account}: {product}, plan “{plan}”",
    "demande {number}, créée par {account}\u00a0: {product}, plan «\u00a0{plan}\u00a0»",
)


def number_of(contract: str, rulebook: Rulebook) -> str:
    """Give of a contract's id what authors know: its package, or its company and number where it was bought."""
    before, _, number = contract.rpartition("/")
    company, _, plan = before.rpartition("/")
    return f"{company}, {number}" if plan in rulebook.plans else contract


class Naming(NamedTuple):
    """Names the records of a world."""

    world: World
    speaker: Speaker

    def benefit(self, benefit: Benefit) -> str:
        """Name a benefit by its kind; with its package where there are others of that kind."""
        name = self.speaker.name(benefit.kind)
        alone = sum(other.kind == benefit.kind for other in self.world.benefits) <= 1
        return name if alone else f"{name} ({benefit.package})"

    def contract(self, contract: Contract) -> str:
        """Name a contract by its company, by its package where that has several, by its plan where it was bought."""
        if contract.plan is not None:
            return self._bought(contract, contract.plan)
        company = contract.company
        alone = sum(other.company == company and other.plan is None for other in self.world.contracts) <= 1
        if alone and company:
            of = OF_COMPANY_ELIDED if company[0].casefold() in VOWELS else OF_COMPANY
            return self.speaker.text(of, what=company)
        return self.speaker.text(OF_PACKAGE, what=contract.package or contract.id)

    def _bought(self, contract: Contract, plan: str) -> str:
        """Name a bought contract by its plan; with its company and number where there are others of that plan."""
        name = self.speaker.text(OF_PLAN, what=self.speaker.name(plan))
        alone = sum(other.plan == plan for other in self.world.contracts) <= 1
        return name if alone else f"{name} ({number_of(contract.id, self.speaker.rulebook)})"

    def contract_of(self, contract: str) -> str:
        """Name the contract with an id."""
        found = self.world.contract(contract)
        return contract if found is None else self.contract(found)

    def tie(self, link: Link) -> str:
        """Name what ties a contract to an account by both."""
        return self.speaker.text(TIE, account=link.account, contract=self.contract_of(link.contract))

    def subject(self, subject: str) -> str:
        """Name what a machine moved, by its id: a benefit or an account's tie to a contract."""
        benefit = self.world.benefit(subject)
        if benefit is not None:
            return self.benefit(benefit)
        ties = (link for link in self.world.links if subject_of(link) == subject)
        return next((self.tie(link) for link in ties), subject)

    def candidate(self, candidate: str) -> str:
        """Name what a line could mean, by its id: a benefit or a contract."""
        benefit = self.world.benefit(candidate)
        return self.contract_of(candidate) if benefit is None else self.benefit(benefit)

    def product(self, product: str) -> str:
        """Name a product; one that a scenario declares has the name that its author gave it."""
        declared = any(known.id == product for known in self.world.products)
        return product if declared else self.speaker.name(product)

    def request(self, request: Request) -> str:
        """Name a request by its number."""
        return self.speaker.text(REQUEST, number=request.number)

    def request_made(self, request: Request) -> str:
        """Tell a request that was made: whose, for which product, under which plan."""
        product, plan = self.product(request.product), self.speaker.name(request.plan)
        return self.speaker.text(
            REQUEST_MADE, number=request.number, account=request.account, product=product, plan=plan
        )
