"""Office files as Python programs write them. Usage: office.py FOLDER"""

import csv
import datetime
import json
import pathlib
import sys
import xml.etree.ElementTree as tree

import docx
import openpyxl
import xlsxwriter
from reportlab.pdfgen import canvas

folder = pathlib.Path(sys.argv[1])
ROWS = [["order", "customer", "amount"], [4711, "Ann", 12.5], [4712, "Bob", 7]]
WHEN = datetime.datetime(2026, 1, 1)

letter = docx.Document()
letter.core_properties.created = letter.core_properties.modified = WHEN
letter.add_heading("Delivery note 4711")
letter.add_paragraph("Dear Ann, the parcel is on its way.")
letter.save(str(folder / "python.docx"))

book = openpyxl.Workbook()
book.properties.created = book.properties.modified = WHEN
for row in ROWS:
    book.active.append(row)
book.save(folder / "openpyxl.xlsx")

with xlsxwriter.Workbook(folder / "xlsxwriter.xlsx") as book:
    book.set_properties({"created": WHEN})
    sheet = book.add_worksheet()
    for at, row in enumerate(ROWS):
        sheet.write_row(at, 0, row)

with open(folder / "python.csv", "w", encoding="utf-8-sig", newline="") as file:
    csv.writer(file).writerows(ROWS + [[4713, "Zoë", 1]])

with open(folder / "python.json", "w", encoding="utf-8") as file:
    json.dump({"orders": ROWS, "note": "Grüße"}, file, indent=2, ensure_ascii=False)

orders = tree.Element("orders")
for number, customer, _ in ROWS[1:]:
    tree.SubElement(orders, "order", number=str(number)).text = customer
tree.ElementTree(orders).write(folder / "python.xml", encoding="utf-8", xml_declaration=True)

page = canvas.Canvas(str(folder / "reportlab.pdf"), invariant=True)
page.drawString(72, 720, "Delivery note 4711")
page.save()
