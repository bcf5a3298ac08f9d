import java.io.File;
import java.util.Properties;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

/** A message by JavaMail, as Spring and many business programs send them. */
public class Mailer {
    public static void main(String[] words) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", System.getenv("PORT"));
        settings.put("mail.smtp.localhost", "shop.example");
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(new InternetAddress("ann@shop.example", "Ann Größe", "UTF-8"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("javamail-attachments@client.example"));
        mail.setSubject("Bestätigung – 4711", "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Schöne Grüße\n", "UTF-8");
        MimeBodyPart pdf = new MimeBodyPart();
        pdf.attachFile(new File(System.getenv("FILES"), "cairo.pdf"));
        pdf.setFileName("Bestellung Größe.pdf");
        MimeBodyPart seven = new MimeBodyPart();
        seven.attachFile(new File(System.getenv("FILES"), "7-zip.7z"));
        mail.setContent(new MimeMultipart(text, pdf, seven));
        Transport.send(mail);
    }
}
