"""Every table, in the order of what refers to what."""

from __future__ import annotations

from diagnostic.store.tables.answers import Response, Revision, SelfReport, SelfReportRevision
from diagnostic.store.tables.base import Table
from diagnostic.store.tables.collaboration import Initiative, Organisation, Wave
from diagnostic.store.tables.identity import Invitation, Membership, Person, Session, StaffInvitation, User
from diagnostic.store.tables.operations import Attempts, AuditEntry, Task
from diagnostic.store.tables.results import ComparisonRow, DiagnosisRow, Document

__all__ = [
    "Attempts",
    "AuditEntry",
    "ComparisonRow",
    "DiagnosisRow",
    "Document",
    "Initiative",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "Response",
    "Revision",
    "SelfReport",
    "SelfReportRevision",
    "Session",
    "StaffInvitation",
    "Table",
    "Task",
    "User",
    "Wave",
]
