"""The web application: the ledger in a browser.

One file a page in `pages`, whose view gives both the page and its `.json`; measures are worked out beside the server in
`answers`; what every page shares (who asks, which case, how it is drawn, what goes wrong) stands here.
"""
