"""What editors are told about a page: what keeps it from being found and understood.

`checks/` has a function for each thing that may be wrong, `facts` what they look at. They are shown
in Wagtail's *Checks* beside the form (`content_checker`), under *Promote* (`panels`) and in a
report over the site (`views`), for which they are stored (`stored`).
"""
