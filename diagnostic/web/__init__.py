"""The pages: what comes from a browser becomes a call of a service, what it returns becomes a page.

`app` wires everything. The audiences, `partner`, `backbone`, `consultant`, `account` and `public`, do not know one
another; what they share lies beside this file.
"""
