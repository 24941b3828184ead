"""Who shows me?

`dependents` finds the pages whose output shows an object, `appearances` in what way they do,
`shown_on` tells an editor, `removal` asks before something goes.
"""
