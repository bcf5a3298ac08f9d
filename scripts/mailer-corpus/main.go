// Messages by Go's standard library: net/smtp, mime/multipart.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"mime/multipart"
	"net/smtp"
	"net/textproto"
	"os"
)

func main() {
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	text, _ := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {"text/plain; charset=utf-8"}, "Content-Transfer-Encoding": {"8bit"}})
	fmt.Fprint(text, "Schöne Grüße\r\n.\r\n")
	file, _ := parts.CreatePart(textproto.MIMEHeader{
		"Content-Type":              {"image/webp"},
		"Content-Transfer-Encoding": {"base64"},
		"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": "Größe.webp"})},
	})
	octets, err := os.ReadFile(os.Getenv("FILES") + "/magick.webp")
	if err != nil {
		panic(err)
	}
	encoded := base64.StdEncoding.EncodeToString(octets)
	for len(encoded) > 76 {
		fmt.Fprint(file, encoded[:76], "\r\n")
		encoded = encoded[76:]
	}
	fmt.Fprint(file, encoded, "\r\n")
	parts.Close()
	const to = "go-attachment@client.example"
	head := "From: ann@shop.example\r\nTo: " + to + "\r\nSubject: " + mime.QEncoding.Encode("utf-8", "Bestätigung") +
		"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=" + parts.Boundary() + "\r\n\r\n"
	if err := smtp.SendMail("127.0.0.1:"+os.Getenv("PORT"), nil, "ann@shop.example", []string{to}, append([]byte(head), body.Bytes()...)); err != nil {
		panic(err)
	}
}
