"""Notices: what people who wait elsewhere are told, by e-mail, SMS or paper, and how it gets there.

`due` decides what is to be told (pure), `words` and `gsm` write it, `outbox` keeps it until it is gone, `contacts`
keeps who agreed and where, `mail`, `gateway` and `modem` send, `service` joins all of it.
"""
