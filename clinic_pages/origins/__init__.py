"""Where the words of a page come from: this page, a text that others show too, the settings.

`marks` puts it onto the parts of a page while that is rendered for somebody who works in the admin,
`words` says it, `nodes` are the template tags for it, `views` the published page with its marks.
Visitors get pages without any of it.
"""
