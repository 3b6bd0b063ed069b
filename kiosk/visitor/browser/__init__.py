"""The browser: Chromium's engine off the record, in a strip it cannot draw over, its windows answered by ours."""
