"""What people do with the service: one module a subject, one function a verb, from values to values.

Every function takes the open transaction, who asks, and the id of what it is about: ``(db, caller, id, *, values)``.
It never commits, asks for the time, or knows of the web. What it refuses it says with a `Failure` of the domain.
"""
