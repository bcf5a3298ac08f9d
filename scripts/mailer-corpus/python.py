"""Messages by Python's email package: today's interface and the old one."""

import mimetypes
import os
import pathlib
import smtplib
from email.header import Header
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.audio import MIMEAudio
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, SMTPUTF8
from email.utils import formatdate, make_msgid

files = pathlib.Path(os.environ["FILES"])


def send(name, message):
    if "From" not in message:
        message["From"] = "Ann <ann@shop.example>"
    message["To"] = f"{name}@client.example"
    with smtplib.SMTP("127.0.0.1", int(os.environ["PORT"]), local_hostname="shop.example") as client:
        octets = message.as_string() if isinstance(message, MIMEMultipart) else bytes(message)
        client.sendmail("ann@shop.example", [f"{name}@client.example"], octets)


def attach(message, file, name=None):
    major, minor = (mimetypes.guess_type(file)[0] or "application/octet-stream").split("/")
    message.add_attachment((files / file).read_bytes(), maintype=major, subtype=minor, filename=name or file)


mail = EmailMessage(policy=SMTP)
mail["Subject"], mail["From"] = "Bestätigung – 4711", "Ann Größe <ann@shop.example>"
mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain="shop.example")
mail.set_content("Schöne Grüße\n")
mail.add_alternative("<p>Schöne Grüße <img src='cid:logo@shop.example'></p>\n", subtype="html")
mail.get_payload()[1].add_related((files / "cairo.png").read_bytes(), "image", "png", cid="<logo@shop.example>")
for file, name in [("writer.doc", "Brief Größe.doc"), ("lame.mp3", None), ("gnu.tgz", "backup.tar.gz"), ("icalendar.ics", None)]:
    attach(mail, file, name)
send("python-emailmessage-attachments", mail)

mail = EmailMessage(policy=SMTPUTF8)
mail["Subject"], mail["From"] = "Bestätigung – raw UTF-8", "Ann Größe <ann@shop.example>"
mail.set_content("Schöne Grüße\n", cte="8bit")
attach(mail, "cairo.pdf", "Größe.pdf")
send("python-raw-utf-8", mail)

mail = MIMEMultipart()
mail["Subject"] = Header("Bestätigung", "iso-8859-1")
mail.attach(MIMEText("Schöne Grüße\n", "plain", "utf-8"))
mail.attach(MIMEImage((files / "magick.jpg").read_bytes(), name="photo.jpg"))
mail.attach(MIMEAudio((files / "ffmpeg.wav").read_bytes(), "wav"))
part = MIMEApplication((files / "calc.ods").read_bytes(), "vnd.oasis.opendocument.spreadsheet")
part.add_header("Content-Disposition", "attachment", filename=("utf-8", "fr", "Commandes d'été.ods"))
mail.attach(part)
send("python-old-mime-attachments", mail)

mail = EmailMessage(policy=SMTP)
mail["Subject"] = "Lines as long as they may be"
mail.set_content("\n".join(["x" * 998, "y " * 400, ".", ". ", "..", "From x"]) + "\n", cte="7bit")
send("python-long-lines", mail)
