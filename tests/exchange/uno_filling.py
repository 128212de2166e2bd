"""Run by the system's Python beside LibreOffice: fills named cells of a form in Calc itself and saves it there.

Arguments: port, form, target, then NAME=VALUE pairs. Protected cells are refused by Calc as they are to a person.
"""

import contextlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connected(port: str) -> object:
    """The running office, waited for."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def hidden(**values: object) -> tuple:
    """Load and store options."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def main() -> None:
    """Open, fill, save, end the office."""
    port, form, target, *pairs = sys.argv[1:]
    context = connected(port)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(form), "_blank", 0, hidden(Hidden=True))
    for pair in pairs:
        name, value = pair.split("=", 1)
        ranges = book.NamedRanges.getByName(name).getReferredCells()
        ranges.getCellByPosition(0, 0).setFormula(value)
    book.storeToURL(uno.systemPathToFileUrl(target), hidden(FilterName="Calc MS Excel 2007 XML"))
    book.close(True)
    with contextlib.suppress(Exception):  # the office is gone before it can answer
        desktop.terminate()


main()
