"""Files (文件): one intake for everything that people hand in, kept encrypted.

Received bytes go to quarantine, are judged by content, decoded and written anew by a child
process with limits, sealed under a key of their own, and stored. Nothing else enters.
The child imports this package too, so it must stay light: import the modules, not the package.
"""
