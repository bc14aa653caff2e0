"""From a search to a desk: requests without an account, their status, saved searches, and the mails of these.

What is written here is the second half of the contract of the wall: employers write requests,
the inside reads them and writes what became of them (`desk_side`). Models, verbs and mails use
no search; `wish`, `notify_saved_searches` and the pages do.
"""
