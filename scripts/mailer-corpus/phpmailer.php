<?php
// Messages by PHPMailer, as WordPress and many shops send them.

require '/usr/share/php/libphp-phpmailer/autoload.php';

use PHPMailer\PHPMailer\PHPMailer;

function start(string $name): PHPMailer
{
    $mail = new PHPMailer(true);
    $mail->isSMTP();
    $mail->Host = '127.0.0.1';
    $mail->Port = (int) getenv('PORT');
    $mail->SMTPAutoTLS = false;
    $mail->Hostname = 'shop.example';
    $mail->setFrom('ann@shop.example', 'Ann Größe');
    $mail->addAddress("$name@client.example", 'Bob, the first');
    return $mail;
}

$files = getenv('FILES');

$mail = start('phpmailer-attachments');
$mail->CharSet = 'UTF-8';
$mail->Subject = 'Ihre Bestellung 4711 – Bestätigung';
$mail->msgHTML('<p>Danke! <img src="cid:logo"></p>');
$mail->addEmbeddedImage("$files/cairo.png", 'logo', 'logo.png');
$mail->addAttachment("$files/reportlab.pdf", 'Bestellung Größe.pdf');
$mail->addAttachment("$files/calc.xlsx");
$mail->send();

$mail = start('phpmailer-latin-1');
$mail->Encoding = '8bit';
$mail->Subject = mb_convert_encoding('Bestätigung', 'ISO-8859-1', 'UTF-8');
$mail->setFrom('ann@shop.example', mb_convert_encoding('Ann Größe', 'ISO-8859-1', 'UTF-8'));
$mail->Body = mb_convert_encoding("Schöne Grüße\nAnn\n.\n..\n", 'ISO-8859-1', 'UTF-8');
$mail->send();

$mail = start('phpmailer-invitation');
$mail->CharSet = 'UTF-8';
$mail->Subject = 'Invitation';
$mail->Body = '<p>Please come.</p>';
$mail->AltBody = 'Please come.';
$mail->isHTML();
$mail->Ical = file_get_contents("$files/icalendar.ics");
$mail->send();
