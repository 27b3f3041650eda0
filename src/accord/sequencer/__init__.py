"""The one way in: takes envelopes, appends them, or says why not.

It stands above the jobs and calls their `apply`; so no job imports it. What a job's
page wants to post for a person whose key is not in this browser (a stamped file, the
founding) is posted by a view of `accord.desk`.
"""
