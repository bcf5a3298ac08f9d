"""Calendar and card files as Python programs write them. Usage: calendars.py FOLDER"""

import datetime
import pathlib
import sys

import icalendar
import vobject

folder = pathlib.Path(sys.argv[1])
WHEN = datetime.datetime(2026, 1, 2, 10, tzinfo=datetime.timezone.utc)

calendar = icalendar.Calendar()
calendar.add("prodid", "-//Shop//Delivery//EN")
calendar.add("version", "2.0")
calendar.add("method", "REQUEST")
event = icalendar.Event()
for name, value in {"uid": "4711@shop.example", "dtstamp": WHEN, "dtstart": WHEN, "summary": "Delivery, Köln"}.items():
    event.add(name, value)
calendar.add_component(event)
(folder / "icalendar.ics").write_bytes(calendar.to_ical())

calendar = vobject.iCalendar()
event = calendar.add("vevent")
event.add("uid").value = "4712@shop.example"
event.add("dtstamp").value = WHEN.replace(tzinfo=vobject.icalendar.utc)
event.add("dtstart").value = WHEN.replace(tzinfo=vobject.icalendar.utc)
event.add("summary").value = "Delivery"
(folder / "vobject.ics").write_bytes(calendar.serialize().encode())

card = vobject.vCard()
card.add("n").value = vobject.vcard.Name(family="Example", given="Ann")
card.add("fn").value = "Ann Example"
card.add("email").value = "ann@shop.example"
(folder / "vobject.vcf").write_bytes(card.serialize().encode())
