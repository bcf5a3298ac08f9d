#!/usr/bin/perl
# Messages by MIME::Lite, MIME::Entity of MIME-tools, and Email::Stuffer (Email::MIME).
use strict;
use warnings;
use utf8;
use MIME::Lite;
use MIME::Entity;
use Net::SMTP;
use Email::Stuffer;
use Email::Sender::Transport::SMTP;

my ($files, $port) = @ENV{qw(FILES PORT)};

sub send_text {
	my ($to, $text) = @_;
	my $smtp = Net::SMTP->new('127.0.0.1', Port => $port, Hello => 'shop.example') or die;
	$smtp->mail('ann@shop.example') && $smtp->to($to) && $smtp->data && $smtp->datasend($text) && $smtp->dataend or die;
	$smtp->quit;
}

my $lite = MIME::Lite->new(From => 'ann@shop.example', To => 'mime-lite-attachments@client.example',
	Subject => 'Delivery', Type => 'multipart/mixed');
$lite->attach(Type => 'TEXT', Data => "Attached.\n");
$lite->attach(Type => 'text/enriched', Data => "<bold>Attached</bold>, richly.\n");
$lite->attach(Type => 'application/pdf', Path => "$files/reportlab.pdf", Filename => 'note.pdf', Disposition => 'attachment');
$lite->attach(Type => 'image/gif', Path => "$files/magick.gif", Encoding => 'base64');
$lite->attach(Type => 'AUTO', Path => "$files/openpyxl.xlsx", Filename => 'orders 2026.xlsx');
send_text('mime-lite-attachments@client.example', $lite->as_string);

my $entity = MIME::Entity->build(From => 'ann@shop.example', To => 'mime-tools-attachments@client.example',
	Subject => 'Delivery', Type => 'multipart/mixed', Date => 'Thu, 01 Jan 2026 00:00:00 +0000');
$entity->attach(Data => ["Attached.\n", ".\n", "From the shop\n"]);
$entity->attach(Path => "$files/writer.odt", Type => 'application/vnd.oasis.opendocument.text', Encoding => 'base64');
$entity->attach(Path => "$files/latin-1.csv", Type => 'text/csv; charset=iso-8859-1', Encoding => 'quoted-printable');
send_text('mime-tools-attachments@client.example', $entity->stringify);

Email::Stuffer->from('Ann Größe <ann@shop.example>')->to('email-mime-attachments@client.example')
	->subject('Bestätigung')->text_body("Schöne Grüße\n")->html_body("<p>Schöne Grüße</p>\n")
	->attach_file("$files/cairo.png")->attach_file("$files/writer.docx")
	->transport(Email::Sender::Transport::SMTP->new({ host => '127.0.0.1', port => $port }))->send_or_die;
