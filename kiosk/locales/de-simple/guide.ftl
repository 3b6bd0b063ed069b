# Keypad, one switch, voice guide.
guide-more = Es gibt noch mehr. Drücken Sie eine Pfeiltaste. Oder sagen Sie: mehr.
guide-entry = Hier schreiben Sie. Mit den Pfeilen gehen Sie zu den Tasten. OK schreibt.
scan-once = Drücken Sie noch einmal. Dann brauchen Sie nur eine Taste.
scan-begins = Ein Rahmen wandert. Ist er richtig? Dann drücken Sie.
scan-waits = Der Rahmen wartet. Zum Weitermachen drücken Sie.
adjust-scan = Nur eine Taste
