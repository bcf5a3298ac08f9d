<?php
// A message by Symfony Mailer, as Laravel sends them too.

require '/usr/share/php/Symfony/Component/Mailer/autoload.php';

use Symfony\Component\Mailer\Mailer;
use Symfony\Component\Mailer\Transport;
use Symfony\Component\Mime\Address;
use Symfony\Component\Mime\Email;

$files = getenv('FILES');
$mailer = new Mailer(Transport::fromDsn('smtp://127.0.0.1:' . getenv('PORT')));
$mailer->send((new Email())
    ->from(new Address('ann@shop.example', 'Ann Größe'))
    ->to('symfony-attachments@client.example')
    ->replyTo('orders@shop.example')
    ->priority(Email::PRIORITY_HIGH)
    ->subject('Ihre Bestellung – Bestätigung')
    ->text("Schöne Grüße\n\nAnn")
    ->html('<p>Schöne Grüße <img src="cid:logo"></p>')
    ->embedFromPath("$files/cairo.png", 'logo')
    ->attachFromPath("$files/cairo.pdf", 'Bestellung Größe.pdf')
    ->attachFromPath("$files/info-zip.zip"));
