# Messages by Ruby's Mail, as Rails sends them.
require 'mail'

Mail.defaults { delivery_method :smtp, address: '127.0.0.1', port: ENV['PORT'].to_i, enable_starttls_auto: false }
files = ENV['FILES']

Mail.deliver do
  from 'Ann Größe <ann@shop.example>'
  to 'ruby-mail-attachments@client.example'
  subject 'Bestätigung – 4711'
  text_part { content_type 'text/plain; charset=UTF-8'; body "Schöne Grüße\n" }
  html_part { content_type 'text/html; charset=UTF-8'; body '<p>Schöne Grüße</p>' }
  add_file filename: 'Bestellung Größe.pdf', content: File.binread("#{files}/cairo.pdf")
  add_file "#{files}/calc.csv"
  add_file "#{files}/impress.odp"
end

Mail.deliver do
  from 'ann@shop.example'
  to 'ruby-mail-plain@client.example'
  subject 'Plain'
  body "A first line.\n.\n..a line of dots\nFrom here on\n"
end
