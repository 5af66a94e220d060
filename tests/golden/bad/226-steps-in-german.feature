# language: de
Funktionalität: x

  Szenario: a
    Angenommen ein Partner
    Dann ist alles gut
