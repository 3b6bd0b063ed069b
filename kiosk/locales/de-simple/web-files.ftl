# The browser's windows and files: questions of a page, downloads, printing, stick.
