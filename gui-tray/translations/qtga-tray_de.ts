<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CommandWords</name>
    <message>
        <source>Start a program</source>
        <translation>Ein Programm starten</translation>
    </message>
    <message>
        <source>Read what a started program wrote, and whether it has ended</source>
        <translation>Ausgabe und Ende eines gestarteten Programms abfragen</translation>
    </message>
    <message>
        <source>Close a file</source>
        <translation>Eine Datei schließen</translation>
    </message>
    <message>
        <source>Write out what is buffered for a file</source>
        <translation>Gepufferte Daten einer Datei schreiben</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Eine Datei öffnen</translation>
    </message>
    <message>
        <source>Read from a file</source>
        <translation>Aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Set the position in a file</source>
        <translation>Die Position in einer Datei setzen</translation>
    </message>
    <message>
        <source>Write to a file</source>
        <translation>In eine Datei schreiben</translation>
    </message>
    <message>
        <source>Freeze all file systems, for a consistent backup</source>
        <translation>Alle Dateisysteme einfrieren, für eine konsistente Sicherung</translation>
    </message>
    <message>
        <source>Freeze some file systems, for a consistent backup</source>
        <translation>Einige Dateisysteme einfrieren, für eine konsistente Sicherung</translation>
    </message>
    <message>
        <source>Ask whether file systems are frozen</source>
        <translation>Abfragen, ob Dateisysteme eingefroren sind</translation>
    </message>
    <message>
        <source>Thaw the file systems</source>
        <translation>Die Dateisysteme auftauen</translation>
    </message>
    <message>
        <source>Give unused disk space back</source>
        <translation>Ungenutzten Speicherplatz zurückgeben</translation>
    </message>
    <message>
        <source>Read how busy the processors are</source>
        <translation>Die Auslastung der Prozessoren lesen</translation>
    </message>
    <message>
        <source>List virtual devices and their drivers</source>
        <translation>Virtuelle Geräte und ihre Treiber auflisten</translation>
    </message>
    <message>
        <source>List the disks</source>
        <translation>Die Datenträger auflisten</translation>
    </message>
    <message>
        <source>Read the disks&apos; counters</source>
        <translation>Die Zähler der Datenträger lesen</translation>
    </message>
    <message>
        <source>List the file systems</source>
        <translation>Die Dateisysteme auflisten</translation>
    </message>
    <message>
        <source>Read the host name</source>
        <translation>Den Rechnernamen lesen</translation>
    </message>
    <message>
        <source>Read the load averages</source>
        <translation>Die mittlere Systemlast lesen</translation>
    </message>
    <message>
        <source>Read the size of memory blocks</source>
        <translation>Die Größe der Speicherblöcke lesen</translation>
    </message>
    <message>
        <source>List the memory blocks</source>
        <translation>Die Speicherblöcke auflisten</translation>
    </message>
    <message>
        <source>Read which operating system this is</source>
        <translation>Das Betriebssystem abfragen</translation>
    </message>
    <message>
        <source>Read the clock</source>
        <translation>Die Uhr lesen</translation>
    </message>
    <message>
        <source>Read the time zone</source>
        <translation>Die Zeitzone lesen</translation>
    </message>
    <message>
        <source>List who is logged in</source>
        <translation>Angemeldete Benutzer auflisten</translation>
    </message>
    <message>
        <source>List the processors</source>
        <translation>Die Prozessoren auflisten</translation>
    </message>
    <message>
        <source>List what the agent can do</source>
        <translation>Auflisten, was der Agent kann</translation>
    </message>
    <message>
        <source>List network interfaces and addresses</source>
        <translation>Netzwerkschnittstellen und Adressen auflisten</translation>
    </message>
    <message>
        <source>Read the routing table</source>
        <translation>Die Routingtabelle lesen</translation>
    </message>
    <message>
        <source>Check whether the agent answers</source>
        <translation>Prüfen, ob der Agent antwortet</translation>
    </message>
    <message>
        <source>Turn memory on or off</source>
        <translation>Arbeitsspeicher zu- oder abschalten</translation>
    </message>
    <message>
        <source>Set the clock</source>
        <translation>Die Uhr stellen</translation>
    </message>
    <message>
        <source>Set a user&apos;s password</source>
        <translation>Das Passwort eines Benutzers setzen</translation>
    </message>
    <message>
        <source>Turn processors on or off</source>
        <translation>Prozessoren zu- oder abschalten</translation>
    </message>
    <message>
        <source>Shut down or restart this system</source>
        <translation>Dieses System herunterfahren oder neu starten</translation>
    </message>
    <message>
        <source>Add SSH keys for a user</source>
        <translation>SSH-Schlüssel für einen Benutzer hinzufügen</translation>
    </message>
    <message>
        <source>Read a user&apos;s SSH keys</source>
        <translation>Die SSH-Schlüssel eines Benutzers lesen</translation>
    </message>
    <message>
        <source>Remove SSH keys of a user</source>
        <translation>SSH-Schlüssel eines Benutzers entfernen</translation>
    </message>
    <message>
        <source>Suspend this system to disk</source>
        <translation>Dieses System in den Ruhezustand versetzen</translation>
    </message>
    <message>
        <source>Suspend this system to memory and disk</source>
        <translation>Dieses System in den hybriden Energiesparmodus versetzen</translation>
    </message>
    <message>
        <source>Suspend this system to memory</source>
        <translation>Dieses System in Bereitschaft versetzen</translation>
    </message>
    <message>
        <source>Match answers to questions</source>
        <translation>Antworten den Fragen zuordnen</translation>
    </message>
    <message>
        <source>Match answers to questions, after a broken connection</source>
        <translation>Antworten den Fragen zuordnen, nach einer Störung</translation>
    </message>
    <message>
        <source>Speak with the agent</source>
        <translation>Mit dem Agenten sprechen</translation>
    </message>
    <message>
        <source>Look at this system</source>
        <translation>Dieses System ansehen</translation>
    </message>
    <message>
        <source>Prepare file systems for backups</source>
        <translation>Dateisysteme auf Sicherungen vorbereiten</translation>
    </message>
    <message>
        <source>Change this system&apos;s state</source>
        <translation>Den Zustand dieses Systems ändern</translation>
    </message>
    <message>
        <source>Reach into this system: files, programs, accounts</source>
        <translation>In dieses System eingreifen: Dateien, Programme, Konten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>%1 is not there</source>
        <translation>%1 ist nicht vorhanden</translation>
    </message>
    <message>
        <source>%1 is not executable</source>
        <translation>%1 ist nicht ausführbar</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t belong to root</source>
        <translation>%1 gehört nicht root</translation>
    </message>
    <message>
        <source>%1 may be written by others than root</source>
        <translation>%1 ist auch für andere als root beschreibbar</translation>
    </message>
    <message>
        <source>the host asked 1 times, last at %1</source>
        <translation>Der Host hat 1 Anfrage gestellt, zuletzt: %1</translation>
    </message>
    <message>
        <source>the host asked %1 times, last at %2</source>
        <translation>Der Host hat %1 Anfragen gestellt, zuletzt: %2</translation>
    </message>
    <message>
        <source>1 would be frozen, in this order: %1; %2 left out</source>
        <translation>1 würde eingefroren: %1; %2 ausgelassen</translation>
    </message>
    <message>
        <source>%1 would be frozen, in this order: %2; %3 left out</source>
        <translation>%1 würden eingefroren, in dieser Reihenfolge: %2; %3 ausgelassen</translation>
    </message>
    <message>
        <source>none is configured</source>
        <translation>Keiner ist konfiguriert</translation>
    </message>
    <message>
        <source>1 are in order</source>
        <translation>1 ist in Ordnung</translation>
    </message>
    <message>
        <source>%1 are in order</source>
        <translation>%1 sind in Ordnung</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>the agent doesn&apos;t start with it: put that line right</source>
        <translation>Der Agent startet damit nicht: Berichtigen Sie diese Zeile</translation>
    </message>
    <message>
        <source>the agent takes this in silence, as qemu-ga does, and it does nothing: put it right</source>
        <translation>Der Agent nimmt das wie qemu-ga stillschweigend hin, und es bewirkt nichts: Berichtigen Sie es</translation>
    </message>
    <message>
        <source>there is no file: everything is as by default</source>
        <translation>Es gibt keine Datei: Alles ist wie voreingestellt</translation>
    </message>
    <message>
        <source>%1 is in order</source>
        <translation>%1 ist in Ordnung</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>start the agent; where it runs, give it a status-address</source>
        <translation>Starten Sie den Agenten; falls er läuft, geben Sie ihm eine status-address</translation>
    </message>
    <message>
        <source>host access is paused</source>
        <translation>Der Host-Zugriff ist pausiert</translation>
    </message>
    <message>
        <source>qtga resume gives it back</source>
        <translation>qtga resume setzt ihn fort</translation>
    </message>
    <message>
        <source>no host has connected yet</source>
        <translation>Bisher hat sich kein Host verbunden</translation>
    </message>
    <message>
        <source>ask from the host: virsh qemu-agent-command GUEST &apos;{&quot;execute&quot;: &quot;guest-ping&quot;}&apos;, or qm agent ID ping</source>
        <translation>Fragen Sie vom Host aus: virsh qemu-agent-command GAST &apos;{&quot;execute&quot;: &quot;guest-ping&quot;}&apos; oder qm agent ID ping</translation>
    </message>
    <message>
        <source>a host may be there, and has asked for nothing yet</source>
        <translation>Vielleicht ist ein Host da; angefragt hat er noch nichts</translation>
    </message>
    <message>
        <source>the host last asked at %1</source>
        <translation>Der Host hat zuletzt angefragt: %1</translation>
    </message>
    <message>
        <source>see whether the host still has the agent enabled for this guest</source>
        <translation>Sehen Sie nach, ob der Host den Agenten für diesen Gast noch aktiviert hat</translation>
    </message>
    <message>
        <source>freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>backups will not be consistent until then</source>
        <translation>Bis dahin werden Sicherungen nicht konsistent</translation>
    </message>
    <message>
        <source>the agent can freeze; what it would freeze can&apos;t be seen from here</source>
        <translation>Der Agent kann einfrieren; was er einfrieren würde, ist von hier aus nicht zu sehen</translation>
    </message>
    <message>
        <source>run qtga doctor as an administrator</source>
        <translation>Führen Sie qtga doctor als Administrator aus</translation>
    </message>
    <message>
        <source>no file system would be frozen</source>
        <translation>Kein Dateisystem würde eingefroren</translation>
    </message>
    <message>
        <source>see qtga freeze-plan for why each is left out</source>
        <translation>Warum jedes ausgelassen wird, sagt qtga freeze-plan</translation>
    </message>
    <message>
        <source>freeze hooks</source>
        <translation>Freeze-Hooks</translation>
    </message>
    <message>
        <source>no freeze succeeds until then: put it right, or take fsfreeze-hook-dir out of the configuration</source>
        <translation>Bis dahin gelingt kein Einfrieren: Beheben Sie es, oder nehmen Sie fsfreeze-hook-dir aus der Konfiguration</translation>
    </message>
    <message>
        <source>freezing runs it as root: chown root:root and chmod 755 it, or take it out of the configuration</source>
        <translation>Beim Einfrieren läuft er als root: Wenden Sie chown root:root und chmod 755 auf ihn an, oder nehmen Sie ihn aus der Konfiguration</translation>
    </message>
    <message>
        <source>owner&apos;s view</source>
        <translation>Einblick</translation>
    </message>
    <message>
        <source>status and audit have their places</source>
        <translation>Status und Audit haben ihre Verzeichnisse</translation>
    </message>
    <message>
        <source>not there: %1</source>
        <translation>Nicht vorhanden: %1</translation>
    </message>
    <message>
        <source>the installed service makes them; by hand: make the directories, which administrators only may write</source>
        <translation>Der installierte Dienst legt sie an; von Hand: Legen Sie die Verzeichnisse so an, dass nur Administratoren hineinschreiben dürfen</translation>
    </message>
    <message>
        <source>%1, of which the policy turns %2 off and this system lacks %3; qtga policy show says why</source>
        <translation>%1, davon %2 durch die Richtlinie abgeschaltet und %3 auf diesem System nicht möglich; warum, sagt qtga policy show</translation>
    </message>
    <message>
        <source>%1, of which the policy turns %2 off and this system lacks %3; qtga policy show says why; no agent answers, so this is what the system lacks for this program</source>
        <translation>%1, davon %2 durch die Richtlinie abgeschaltet und %3 auf diesem System nicht möglich; warum, sagt qtga policy show; da kein Agent antwortet, gilt das für dieses Programm</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; here there is %1</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; hier gibt es %1</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; here there is the VirtualBox guest additions</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; hier gibt es die VirtualBox-Gasterweiterungen</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; here there is the Xen guest agent for Windows</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; hier gibt es den Xen-Gast-Agenten für Windows</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; here there is what Windows has by itself, its integration services</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; hier gibt es, was Windows selbst mitbringt: seine Integrationsdienste</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; here there is the Amazon SSM agent</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; hier gibt es den Amazon SSM Agent</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; here there is Google&apos;s guest agent</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; hier gibt es den Gast-Agenten von Google</translation>
    </message>
    <message>
        <source>a guest of %1</source>
        <translation>Gast von %1</translation>
    </message>
    <message>
        <source>have the host add it and start the guest anew: in libvirt &lt;channel type=&apos;unix&apos;&gt;&lt;target type=&apos;virtio&apos; name=&apos;%1&apos;/&gt;&lt;/channel&gt;, in Proxmox VE Options, QEMU Guest Agent</source>
        <translation>Lassen Sie auf dem Host den Port hinzufügen und den Gast neu starten: in libvirt &lt;channel type=&apos;unix&apos;&gt;&lt;target type=&apos;virtio&apos; name=&apos;%1&apos;/&gt;&lt;/channel&gt;, in Proxmox VE Optionen, QEMU Guest Agent</translation>
    </message>
    <message>
        <source>virtual machine</source>
        <translation>Virtuelle Maschine</translation>
    </message>
    <message>
        <source>a guest of Xen</source>
        <translation>Gast von Xen</translation>
    </message>
    <message>
        <source>this agent speaks to QEMU&apos;s hosts; for Xen there is xe-guest-utilities</source>
        <translation>Dieser Agent spricht mit QEMU-Hosts; für Xen gibt es xe-guest-utilities</translation>
    </message>
    <message>
        <source>a guest of KVM</source>
        <translation>Gast von KVM</translation>
    </message>
    <message>
        <source>a guest of a hypervisor that doesn&apos;t say its name</source>
        <translation>Gast eines Hypervisors, der seinen Namen nicht nennt</translation>
    </message>
    <message>
        <source>no hypervisor was found: this is no virtual machine</source>
        <translation>Kein Hypervisor gefunden: Das ist keine virtuelle Maschine</translation>
    </message>
    <message>
        <source>install qtga inside the guest, not on its host</source>
        <translation>Installieren Sie qtga im Gast, nicht auf dessen Host</translation>
    </message>
    <message>
        <source>this is a container, not a virtual machine</source>
        <translation>Das ist ein Container, keine virtuelle Maschine</translation>
    </message>
    <message>
        <source>run qtga in the virtual machine itself</source>
        <translation>Führen Sie qtga in der virtuellen Maschine selbst aus</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>the virtio-serial device has no port %1; it has: none</source>
        <translation>Das virtio-serial-Gerät hat keinen Port %1, auch sonst keinen</translation>
    </message>
    <message>
        <source>the virtio-serial device has no port %1; it has: %2</source>
        <translation>Das virtio-serial-Gerät hat keinen Port %1; es hat: %2</translation>
    </message>
    <message>
        <source>the guest has no virtio-serial device</source>
        <translation>Der Gast hat kein virtio-serial-Gerät</translation>
    </message>
    <message>
        <source>the virtio-serial device has no driver</source>
        <translation>Das virtio-serial-Gerät hat keinen Treiber</translation>
    </message>
    <message>
        <source>load it: modprobe virtio_console</source>
        <translation>Laden Sie ihn: modprobe virtio_console</translation>
    </message>
    <message>
        <source>the port is there as /dev/%1, but %2 is not</source>
        <translation>Der Port ist als /dev/%1 vorhanden, %2 aber nicht</translation>
    </message>
    <message>
        <source>udev makes that link: udevadm trigger; or set path=/dev/%1</source>
        <translation>Den Link legt udev an: udevadm trigger; oder setzen Sie path=/dev/%1</translation>
    </message>
    <message>
        <source>the method %1 needs no device</source>
        <translation>Die Methode %1 braucht kein Gerät</translation>
    </message>
    <message>
        <source>%1 is there</source>
        <translation>%1 ist vorhanden</translation>
    </message>
    <message>
        <source>have the host add a serial port, or set path to the one it has</source>
        <translation>Lassen Sie auf dem Host eine serielle Schnittstelle hinzufügen, oder setzen Sie path auf die vorhandene</translation>
    </message>
    <message>
        <source>permissions</source>
        <translation>Zugriffsrechte</translation>
    </message>
    <message>
        <source>there is nothing to open</source>
        <translation>Es gibt nichts zu öffnen</translation>
    </message>
    <message>
        <source>it may be read and written</source>
        <translation>Lesen und Schreiben sind erlaubt</translation>
    </message>
    <message>
        <source>only root may open it, as the agent does</source>
        <translation>Nur root darf es öffnen; der Agent läuft als root</translation>
    </message>
    <message>
        <source>run qtga doctor as root to see more</source>
        <translation>Führen Sie qtga doctor als root aus, um mehr zu sehen</translation>
    </message>
    <message>
        <source>root may not open it</source>
        <translation>root darf es nicht öffnen</translation>
    </message>
    <message>
        <source>see what SELinux or AppArmor deny, below</source>
        <translation>Sehen Sie unten nach, was SELinux oder AppArmor verweigern</translation>
    </message>
    <message>
        <source>held by</source>
        <translation>Belegt von</translation>
    </message>
    <message>
        <source>there is nothing to hold</source>
        <translation>Es gibt nichts, was belegt sein könnte</translation>
    </message>
    <message>
        <source>the agent, process %1, says that it has it open</source>
        <translation>Der Agent, Prozess %1, teilt mit, dass er es geöffnet hat</translation>
    </message>
    <message>
        <source>who has it open is seen by root only</source>
        <translation>Wer es geöffnet hat, sieht nur root</translation>
    </message>
    <message>
        <source>run qtga doctor as root</source>
        <translation>Führen Sie qtga doctor als root aus</translation>
    </message>
    <message>
        <source>nobody has it open</source>
        <translation>Niemand hat es geöffnet</translation>
    </message>
    <message>
        <source>start the agent: systemctl start qtga</source>
        <translation>Starten Sie den Agenten: systemctl start qtga</translation>
    </message>
    <message>
        <source>process %1 (%2) has it open</source>
        <translation>Prozess %1 (%2) hat es geöffnet</translation>
    </message>
    <message>
        <source>only one agent can have it: systemctl disable --now qemu-guest-agent, then systemctl restart qtga</source>
        <translation>Nur ein Agent kann es haben: systemctl disable --now qemu-guest-agent, danach systemctl restart qtga</translation>
    </message>
    <message>
        <source>only one program can have it: end that one</source>
        <translation>Nur ein Programm kann es haben: Beenden Sie das genannte</translation>
    </message>
    <message>
        <source>there is no unit qtga.service, but the agent runs</source>
        <translation>Die Unit qtga.service gibt es nicht, aber der Agent läuft</translation>
    </message>
    <message>
        <source>there is no unit qtga.service, and no agent runs</source>
        <translation>Die Unit qtga.service gibt es nicht, und kein Agent läuft</translation>
    </message>
    <message>
        <source>systemd is not running, but the agent runs</source>
        <translation>systemd läuft nicht, aber der Agent läuft</translation>
    </message>
    <message>
        <source>systemd is not running, and no agent runs</source>
        <translation>systemd läuft nicht, und kein Agent läuft</translation>
    </message>
    <message>
        <source>several agents run: %1 (process %2), %3 (process %4)</source>
        <translation>Mehrere Agenten laufen: %1 (Prozess %2), %3 (Prozess %4)</translation>
    </message>
    <message>
        <source>several agents run: %1</source>
        <translation>Mehrere Agenten laufen: %1</translation>
    </message>
    <message>
        <source>%1 denied the agent something lately: %2</source>
        <translation>%1 hat dem Agenten kürzlich etwas verweigert: %2</translation>
    </message>
    <message>
        <source>%1 denied the agent something lately: %2 on %3</source>
        <translation>%1 hat dem Agenten kürzlich etwas verweigert: %2 auf %3</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>install the package, or have your service manager start qtga --retry-path</source>
        <translation>Installieren Sie das Paket, oder lassen Sie Ihre Dienstverwaltung qtga --retry-path starten</translation>
    </message>
    <message>
        <source>qtga.service is masked: nothing can start it</source>
        <translation>qtga.service ist maskiert: Nichts kann den Dienst starten</translation>
    </message>
    <message>
        <source>systemctl unmask qtga</source>
        <translation>systemctl unmask qtga</translation>
    </message>
    <message>
        <source>neither a udev rule nor the boot starts qtga.service</source>
        <translation>Weder eine udev-Regel noch der Systemstart startet qtga.service</translation>
    </message>
    <message>
        <source>systemctl enable qtga</source>
        <translation>systemctl enable qtga</translation>
    </message>
    <message>
        <source>the agent is not running</source>
        <translation>Der Agent läuft nicht</translation>
    </message>
    <message>
        <source>systemctl start qtga; why it ended says journalctl -u qtga</source>
        <translation>systemctl start qtga; warum er endete, sagt journalctl -u qtga</translation>
    </message>
    <message>
        <source>a udev rule starts it with its port, and it runs</source>
        <translation>Eine udev-Regel startet ihn mit seinem Port, und er läuft</translation>
    </message>
    <message>
        <source>it is started at boot, and runs</source>
        <translation>Er wird beim Systemstart gestartet und läuft</translation>
    </message>
    <message>
        <source>second agent</source>
        <translation>Zweiter Agent</translation>
    </message>
    <message>
        <source>one port serves one of them: stop the others</source>
        <translation>Ein Port bedient nur einen davon: Beenden Sie die anderen</translation>
    </message>
    <message>
        <source>qemu-guest-agent.service is enabled beside qtga.service</source>
        <translation>Neben qtga.service ist auch qemu-guest-agent.service aktiviert</translation>
    </message>
    <message>
        <source>systemctl disable qemu-guest-agent</source>
        <translation>systemctl disable qemu-guest-agent</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>Es gibt keinen</translation>
    </message>
    <message>
        <source>SELinux and AppArmor</source>
        <translation>SELinux und AppArmor</translation>
    </message>
    <message>
        <source>allow it in /etc/apparmor.d/local/qtga</source>
        <translation>Erlauben Sie es in /etc/apparmor.d/local/qtga</translation>
    </message>
    <message>
        <source>see getsebool -a | grep virt_qemu_ga, and ausearch -m avc</source>
        <translation>Sehen Sie nach mit getsebool -a | grep virt_qemu_ga und mit ausearch -m avc</translation>
    </message>
    <message>
        <source>what they denied the agent can&apos;t be seen from here</source>
        <translation>Was sie dem Agenten verweigert haben, ist von hier aus nicht zu sehen</translation>
    </message>
    <message>
        <source>run qtga doctor as root; where that sees no log either: journalctl -k --grep=denied</source>
        <translation>Führen Sie qtga doctor als root aus; falls auch das kein Protokoll sieht: journalctl -k --grep=denied</translation>
    </message>
    <message>
        <source>SELinux enforces, and denied nothing that is logged</source>
        <translation>SELinux ist in Kraft und hat laut Protokoll nichts verweigert</translation>
    </message>
    <message>
        <source>SELinux only warns</source>
        <translation>SELinux warnt nur</translation>
    </message>
    <message>
        <source>AppArmor confines qtga, and denied nothing that is logged</source>
        <translation>AppArmor beschränkt qtga und hat laut Protokoll nichts verweigert</translation>
    </message>
    <message>
        <source>nothing confines the agent</source>
        <translation>Nichts beschränkt den Agenten</translation>
    </message>
    <message>
        <source>a guest of QEMU</source>
        <translation>Gast von QEMU</translation>
    </message>
    <message>
        <source>driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>install the VirtIO serial driver (vioserial) from virtio-win</source>
        <translation>Installieren Sie den seriellen VirtIO-Treiber (vioserial) aus virtio-win</translation>
    </message>
    <message>
        <source>%1 has problem %2</source>
        <translation>%1 hat Problem %2</translation>
    </message>
    <message>
        <source>see the device in the device manager; install its driver anew from virtio-win</source>
        <translation>Sehen Sie sich das Gerät im Geräte-Manager an; installieren Sie seinen Treiber neu aus virtio-win</translation>
    </message>
    <message>
        <source>%1 needs none</source>
        <translation>%1 braucht keinen</translation>
    </message>
    <message>
        <source>look for &quot;VirtIO Serial Driver&quot; in the device manager</source>
        <translation>Suchen Sie im Geräte-Manager nach „VirtIO Serial Driver“</translation>
    </message>
    <message>
        <source>%1 %2 serves the virtio-serial device</source>
        <translation>%1 %2 bedient das virtio-serial-Gerät</translation>
    </message>
    <message>
        <source>a pipe needs no device</source>
        <translation>Eine Pipe braucht kein Gerät</translation>
    </message>
    <message>
        <source>most likely by %1 (process %2)</source>
        <translation>vermutlich %1 (Prozess %2)</translation>
    </message>
    <message>
        <source>most likely by %1</source>
        <translation>vermutlich %1</translation>
    </message>
    <message>
        <source>only one agent can have it: remove that one in Settings, Apps, and start this one</source>
        <translation>Nur ein Agent kann es haben: Entfernen Sie den anderen unter Einstellungen, Apps, und starten Sie diesen</translation>
    </message>
    <message>
        <source>no agent runs that could have it open</source>
        <translation>Es läuft kein Agent, der es geöffnet haben könnte</translation>
    </message>
    <message>
        <source>start the agent: sc.exe start QEMU-GA</source>
        <translation>Starten Sie den Agenten: sc.exe start QEMU-GA</translation>
    </message>
    <message>
        <source>the agent runs, and doesn&apos;t say that it has it open</source>
        <translation>Der Agent läuft, teilt aber nicht mit, dass er es geöffnet hat</translation>
    </message>
    <message>
        <source>what keeps it says its log, and qtga status; only one program can have it</source>
        <translation>Was ihn hindert, sagen sein Protokoll und qtga status; nur ein Programm kann es haben</translation>
    </message>
    <message>
        <source>the service QEMU-GA is another program&apos;s: %1</source>
        <translation>Der Dienst QEMU-GA gehört einem anderen Programm: %1</translation>
    </message>
    <message>
        <source>remove that agent in Settings, Apps, then: qtga -s install</source>
        <translation>Entfernen Sie den anderen Agenten unter Einstellungen, Apps, danach: qtga -s install</translation>
    </message>
    <message>
        <source>another agent runs: %1 (process %2)</source>
        <translation>Ein anderer Agent läuft: %1 (Prozess %2)</translation>
    </message>
    <message>
        <source>another agent runs: %1</source>
        <translation>Andere Agenten laufen: %1</translation>
    </message>
    <message>
        <source>one port serves one of them: stop the other</source>
        <translation>Ein Port bedient nur einen davon: Beenden Sie den anderen</translation>
    </message>
    <message>
        <source>VSS service</source>
        <translation>VSS-Dienst</translation>
    </message>
    <message>
        <source>the service QEMU-GA is not running</source>
        <translation>Der Dienst QEMU-GA läuft nicht</translation>
    </message>
    <message>
        <source>the service QEMU-GA has ended with error %1</source>
        <translation>Der Dienst QEMU-GA endete mit Fehler %1</translation>
    </message>
    <message>
        <source>1 of %1 have failed: %2</source>
        <translation>1 von %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 of %2 have failed: %3</source>
        <translation>%1 von %2 sind fehlgeschlagen: %3</translation>
    </message>
    <message>
        <source>1 answer, and none has failed</source>
        <translation>1 antwortet und ist nicht fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 answer, and none has failed</source>
        <translation>%1 antworten, und keiner ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>run qtga doctor as administrator</source>
        <translation>Führen Sie qtga doctor als Administrator aus</translation>
    </message>
    <message>
        <source>no service starts this agent</source>
        <translation>Kein Dienst startet diesen Agenten</translation>
    </message>
    <message>
        <source>install it: qtga -s install</source>
        <translation>Installieren Sie ihn: qtga -s install</translation>
    </message>
    <message>
        <source>the service QEMU-GA is disabled</source>
        <translation>Der Dienst QEMU-GA ist deaktiviert</translation>
    </message>
    <message>
        <source>sc.exe config QEMU-GA start= auto, then sc.exe start QEMU-GA</source>
        <translation>sc.exe config QEMU-GA start= auto, danach sc.exe start QEMU-GA</translation>
    </message>
    <message>
        <source>sc.exe start QEMU-GA; why it ended says the Event Log</source>
        <translation>sc.exe start QEMU-GA; warum er endete, steht in der Ereignisanzeige</translation>
    </message>
    <message>
        <source>the service QEMU-GA runs, but not by itself after a boot</source>
        <translation>Der Dienst QEMU-GA läuft, startet aber nicht von selbst mit dem System</translation>
    </message>
    <message>
        <source>sc.exe config QEMU-GA start= auto</source>
        <translation>sc.exe config QEMU-GA start= auto</translation>
    </message>
    <message>
        <source>Windows starts it at boot, and it runs</source>
        <translation>Windows startet ihn beim Systemstart, und er läuft</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>there is no service to start again</source>
        <translation>Es gibt keinen Dienst, der neu zu starten wäre</translation>
    </message>
    <message>
        <source>Windows doesn&apos;t start the service again when it fails</source>
        <translation>Windows startet den Dienst nicht neu, wenn er ausfällt</translation>
    </message>
    <message>
        <source>sc.exe failure QEMU-GA reset= 86400 actions= restart/5000/restart/15000/restart/60000</source>
        <translation>sc.exe failure QEMU-GA reset= 86400 actions= restart/5000/restart/15000/restart/60000</translation>
    </message>
    <message>
        <source>Windows starts the service again when it fails</source>
        <translation>Windows startet den Dienst neu, wenn er ausfällt</translation>
    </message>
    <message>
        <source>this Windows has no Volume Shadow Copy service, and can&apos;t freeze</source>
        <translation>Dieses Windows hat keinen Dienst „Volumeschattenkopie“ und kann nicht einfrieren</translation>
    </message>
    <message>
        <source>backups will not be consistent: shut the guest down for them</source>
        <translation>Sicherungen werden nicht konsistent: Fahren Sie den Gast dafür herunter</translation>
    </message>
    <message>
        <source>the Volume Shadow Copy service is disabled: nothing can freeze</source>
        <translation>Der Dienst „Volumeschattenkopie“ ist deaktiviert: Einfrieren ist nicht möglich</translation>
    </message>
    <message>
        <source>sc.exe config VSS start= demand</source>
        <translation>sc.exe config VSS start= demand</translation>
    </message>
    <message>
        <source>it runs</source>
        <translation>Er läuft</translation>
    </message>
    <message>
        <source>it is started when it is needed</source>
        <translation>Er wird gestartet, wenn er gebraucht wird</translation>
    </message>
    <message>
        <source>VSS provider</source>
        <translation>VSS-Anbieter</translation>
    </message>
    <message>
        <source>the agent&apos;s own is registered</source>
        <translation>Der des Agenten ist registriert</translation>
    </message>
    <message>
        <source>put qtga-vss.dll beside qtga.exe, and as administrator: qtga -s vss-install</source>
        <translation>Legen Sie qtga-vss.dll neben qtga.exe ab, danach als Administrator: qtga -s vss-install</translation>
    </message>
    <message>
        <source>VSS writers</source>
        <translation>VSS-Writer</translation>
    </message>
    <message>
        <source>run qtga doctor as administrator; vssadmin list writers shows them, too</source>
        <translation>Führen Sie qtga doctor als Administrator aus; auch vssadmin list writers zeigt sie</translation>
    </message>
    <message>
        <source>restart the service that the writer belongs to: vssadmin list writers names them</source>
        <translation>Starten Sie den Dienst neu, zu dem der Writer gehört: vssadmin list writers nennt die Writer</translation>
    </message>
    <message>
        <source>%1: there is no key %2</source>
        <translation>%1: Den Schlüssel %2 gibt es nicht</translation>
    </message>
    <message>
        <source>%1: %2: the blank in &apos;%3&apos; is taken as a part of the name</source>
        <translation>%1: %2: Das Leerzeichen in „%3“ gilt als Teil des Namens</translation>
    </message>
    <message>
        <source>%1: %2: there is no command %3</source>
        <translation>%1: %2: Den Befehl %3 gibt es nicht</translation>
    </message>
    <message>
        <source>the configuration turns the status channel off</source>
        <translation>Die Konfiguration schaltet den Statuskanal ab</translation>
    </message>
    <message>
        <source>the agent is not running, or tells no status at &apos;%1&apos;: %2</source>
        <translation>Der Agent läuft nicht oder teilt seinen Status nicht an „%1“ mit: %2</translation>
    </message>
    <message>
        <source>the agent is not running, or tells no status at &apos;%1&apos;: nothing listens there</source>
        <translation>Der Agent läuft nicht oder teilt seinen Status nicht an „%1“ mit: Dort ist nichts zu erreichen</translation>
    </message>
    <message>
        <source>the agent at &apos;%1&apos; did not tell in time what was waited for</source>
        <translation>Der Agent an „%1“ hat nicht rechtzeitig mitgeteilt, worauf gewartet wurde</translation>
    </message>
    <message>
        <source>what speaks at &apos;%1&apos; is no agent</source>
        <translation>Was an „%1“ spricht, ist kein Agent</translation>
    </message>
    <message>
        <source>the agent tells nothing at &apos;%1&apos;</source>
        <translation>Der Agent teilt an „%1“ nichts mit</translation>
    </message>
    <message>
        <source>the agent has ended</source>
        <translation>Der Agent ist beendet</translation>
    </message>
    <message>
        <source>what the agent tells is no status: %1</source>
        <translation>Was der Agent mitteilt, ist kein Status: %1</translation>
    </message>
    <message>
        <source>the agent speaks version %1 of the status protocol, this program version %2</source>
        <translation>Der Agent spricht Version %1 des Statusprotokolls, dieses Programm Version %2</translation>
    </message>
</context>
<context>
    <name>DoctorWords</name>
    <message>
        <source>OK</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Not visible</source>
        <translation>Nicht einsehbar</translation>
    </message>
</context>
<context>
    <name>NotificationSettingsWords</name>
    <message>
        <source>When file systems &amp;stay frozen</source>
        <translation>Wenn Dateisysteme eingefroren &amp;bleiben</translation>
    </message>
    <message>
        <source>When a freeze ends without the &amp;host</source>
        <translation>Wenn ein Einfrieren ohne den &amp;Host endet</translation>
    </message>
    <message>
        <source>When the host shuts this system &amp;down</source>
        <translation>Wenn der Host dieses System he&amp;runterfährt</translation>
    </message>
    <message>
        <source>When the host changes a &amp;password or SSH keys</source>
        <translation>Wenn der Host ein &amp;Passwort oder SSH-Schlüssel ändert</translation>
    </message>
    <message>
        <source>When a changed &amp;configuration is broken</source>
        <translation>Wenn eine geänderte &amp;Konfiguration fehlerhaft ist</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>--%1 is one of: %2</source>
        <translation>--%1 ist eines von: %2</translation>
    </message>
    <message>
        <source>Show the window at once; without a tray the program ends with it.</source>
        <translation>Das Fenster sofort zeigen; ohne Infobereich endet das Programm mit ihm.</translation>
    </message>
    <message>
        <source>The window&apos;s page: %1.</source>
        <translation>Die Seite des Fensters: %1.</translation>
    </message>
    <message>
        <source>Play this file instead of asking an agent.</source>
        <translation>Diese Datei abspielen, statt einen Agenten zu fragen.</translation>
    </message>
    <message>
        <source>Where the agent tells its status.</source>
        <translation>Wo der Agent seinen Status mitteilt.</translation>
    </message>
    <message>
        <source>The program qtga.</source>
        <translation>Das Programm qtga.</translation>
    </message>
    <message>
        <source>Colours: %1.</source>
        <translation>Farben: %1.</translation>
    </message>
    <message>
        <source>Shows what the guest agent does, in the desktop&apos;s tray.</source>
        <translation>Zeigt im Infobereich des Desktops, was der Gast-Agent tut.</translation>
    </message>
    <message>
        <source>no such argument: %1</source>
        <translation>unbekanntes Argument: %1</translation>
    </message>
</context>
<context>
    <name>PermissionWords</name>
    <message>
        <source>ended by the system, which lets programs wait for some seconds only</source>
        <translation>vom System beendet, das Programme nur einige Sekunden warten lässt</translation>
    </message>
    <message>
        <source>thawed here, by an administrator</source>
        <translation>hier von einem Administrator aufgetaut</translation>
    </message>
    <message>
        <source>thawed by the agent when it ended</source>
        <translation>vom Agenten aufgetaut, als er endete</translation>
    </message>
    <message>
        <source>thawed by the host</source>
        <translation>vom Host aufgetaut</translation>
    </message>
    <message>
        <source>ended by its time limit</source>
        <translation>durch das Zeitlimit beendet</translation>
    </message>
    <message>
        <source>left over from an earlier agent, and thawed</source>
        <translation>von einem früheren Agenten übrig und aufgetaut</translation>
    </message>
    <message>
        <source>ended because its safeguard was lost</source>
        <translation>beendet, weil die Absicherung ausfiel</translation>
    </message>
    <message>
        <source>not reachable: %1 can&apos;t be opened</source>
        <translation>nicht erreichbar: %1 lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>connected by %1 (%2)</source>
        <translation>verbunden über %1 (%2)</translation>
    </message>
    <message>
        <source>not connected; the agent listens on %1 (%2)</source>
        <translation>nicht verbunden; der Agent wartet an %1 (%2)</translation>
    </message>
    <message>
        <source>the agent listens on %1 (%2)</source>
        <translation>der Agent wartet an %1 (%2)</translation>
    </message>
    <message>
        <source>not frozen</source>
        <translation>nicht eingefroren</translation>
    </message>
    <message>
        <source>being frozen since %1</source>
        <translation>werden seit %1 eingefroren</translation>
    </message>
    <message numerus="yes">
        <source>%n frozen since %1</source>
        <translation>
            <numerusform>%n eingefroren seit %1</numerusform>
            <numerusform>%n eingefroren seit %1</numerusform>
        </translation>
    </message>
    <message>
        <source>; thawed in %1 at the latest</source>
        <translation>; spätestens in %1 aufgetaut</translation>
    </message>
    <message>
        <source>until %1: %2</source>
        <translation>bis %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n file system(s) for %1 until %2: %3</source>
        <translation>
            <numerusform>%n Dateisystem für %1 bis %2: %3</numerusform>
            <numerusform>%n Dateisysteme für %1 bis %2: %3</numerusform>
        </translation>
    </message>
    <message>
        <source>open: everything is allowed that no list turns off</source>
        <translation>open: Alles ist erlaubt, was keine Liste abschaltet</translation>
    </message>
    <message>
        <source>rhel: programs and files are closed to the host, as Red Hat ships it</source>
        <translation>rhel: Programme und Dateien sind für den Host gesperrt, wie Red Hat es ausliefert</translation>
    </message>
    <message>
        <source>observe: the host may look, and change nothing</source>
        <translation>observe: Der Host darf ansehen, aber nichts ändern</translation>
    </message>
    <message>
        <source>backup: the host may look, and freeze file systems</source>
        <translation>backup: Der Host darf ansehen und Dateisysteme einfrieren</translation>
    </message>
    <message>
        <source>Profile %1</source>
        <translation>Profil %1</translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) off</source>
        <translation>
            <numerusform>%n Befehl aus</numerusform>
            <numerusform>%n Befehle aus</numerusform>
        </translation>
    </message>
    <message>
        <source>Set in %1.</source>
        <translation>Festgelegt in %1.</translation>
    </message>
    <message>
        <source>There is no configuration file; these are the defaults.</source>
        <translation>Es gibt keine Konfigurationsdatei; das sind die Voreinstellungen.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>This system lacks what it needs; no setting of the agent turns it on.</source>
        <translation>Diesem System fehlt, was dazu nötig ist; keine Einstellung des Agenten schaltet es ein.</translation>
    </message>
    <message>
        <source>To allow it, change that setting as an administrator, then have the agent read its configuration anew: %1</source>
        <translation>Um es zu erlauben, ändern Sie diese Einstellung als Administrator und lassen den Agenten seine Konfiguration neu lesen: %1</translation>
    </message>
    <message>
        <source>To widen or lift the limit, change that setting as an administrator.</source>
        <translation>Um die Einschränkung zu lockern oder aufzuheben, ändern Sie diese Einstellung als Administrator.</translation>
    </message>
    <message>
        <source>The changed configuration was not taken over, the former is in force: %1</source>
        <translation>Die geänderte Konfiguration wurde nicht übernommen, die bisherige gilt weiter: %1</translation>
    </message>
</context>
<context>
    <name>ReasonWords</name>
    <message>
        <source>Blocked by the line &quot;%1=%2&quot; in the file %3.</source>
        <translation>Gesperrt durch die Zeile „%1=%2“ in der Datei %3.</translation>
    </message>
    <message>
        <source>Blocked by the setting &quot;%1&quot; in the file %2.</source>
        <translation>Gesperrt durch die Einstellung „%1“ in der Datei %2.</translation>
    </message>
    <message>
        <source>Blocked by the option %1, with which the agent was started.</source>
        <translation>Gesperrt durch die Option %1, mit der der Agent gestartet wurde.</translation>
    </message>
    <message>
        <source>Blocked by the agent&apos;s configuration.</source>
        <translation>Gesperrt durch die Konfiguration des Agenten.</translation>
    </message>
    <message>
        <source>The file systems were frozen; until they are thawed only a few commands are allowed.</source>
        <translation>Die Dateisysteme waren eingefroren; bis sie aufgetaut sind, sind nur wenige Befehle erlaubt.</translation>
    </message>
    <message>
        <source>Host access was paused here.</source>
        <translation>Der Host-Zugriff war hier pausiert.</translation>
    </message>
    <message>
        <source>Only the programs that &quot;%1&quot; lists in the file %2.</source>
        <translation>Nur die Programme, die „%1“ in der Datei %2 aufführt.</translation>
    </message>
    <message>
        <source>Only the users that &quot;%1&quot; lists in the file %2.</source>
        <translation>Nur die Benutzer, die „%1“ in der Datei %2 aufführt.</translation>
    </message>
    <message>
        <source>There is no %1: the virtual machine needs a guest agent channel in its configuration on the host.</source>
        <translation>%1 gibt es nicht: Die virtuelle Maschine braucht in ihrer Konfiguration auf dem Host einen Kanal für den Gast-Agenten.</translation>
    </message>
    <message>
        <source>It may not open %1.</source>
        <translation>Er darf %1 nicht öffnen.</translation>
    </message>
    <message>
        <source>%1 is held by another program, such as a second agent.</source>
        <translation>%1 ist von einem anderen Programm belegt, etwa von einem zweiten Agenten.</translation>
    </message>
    <message>
        <source>Reading only in the directories that &quot;%1&quot; lists in the file %2.</source>
        <translation>Lesen nur in den Verzeichnissen, die „%1“ in der Datei %2 aufführt.</translation>
    </message>
    <message>
        <source>Writing only in the directories that &quot;%1&quot; lists in the file %2.</source>
        <translation>Schreiben nur in den Verzeichnissen, die „%1“ in der Datei %2 aufführt.</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>The agent is newer than this program. Install the version of qtga-tray that belongs to it.</source>
        <translation>Der Agent ist neuer als dieses Programm. Installieren Sie die Version von qtga-tray, die zu ihm gehört.</translation>
    </message>
    <message>
        <source>What the agent says about itself can&apos;t be understood. Install agent and tray in the same version.</source>
        <translation>Was der Agent über sich mitteilt, ist nicht zu verstehen. Installieren Sie Agent und qtga-tray in derselben Version.</translation>
    </message>
    <message>
        <source>The system lets programs wait for some seconds only, and let them write again before the host thawed the file systems. A backup that the host took meanwhile may be inconsistent.</source>
        <translation>Das System lässt Programme nur einige Sekunden warten und ließ sie wieder schreiben, bevor der Host die Dateisysteme auftaute. Eine Sicherung, die der Host währenddessen angelegt hat, kann inkonsistent sein.</translation>
    </message>
    <message>
        <source>The host froze the file systems and did not thaw them in time, so the agent did. A backup that the host took meanwhile may be inconsistent.</source>
        <translation>Der Host hat die Dateisysteme eingefroren und nicht rechtzeitig aufgetaut; deshalb hat es der Agent getan. Eine Sicherung, die der Host währenddessen angelegt hat, kann inkonsistent sein.</translation>
    </message>
    <message>
        <source>The host asked for it, most likely for a backup. Programs that write to disk will wait.</source>
        <translation>Der Host hat darum gebeten, vermutlich für eine Sicherung. Programme, die auf Datenträger schreiben, müssen warten.</translation>
    </message>
    <message>
        <source>Programs that wait to write to disk go on in a moment.</source>
        <translation>Programme, die auf das Schreiben warten, laufen gleich weiter.</translation>
    </message>
    <message>
        <source>The host holds the file systems still, most likely for a backup. Programs that write to disk wait until they are thawed.</source>
        <translation>Der Host hält die Dateisysteme an, vermutlich für eine Sicherung. Programme, die auf Datenträger schreiben, warten bis zum Auftauen.</translation>
    </message>
    <message>
        <source>The agent runs, but can&apos;t open the device that leads to the host.</source>
        <translation>Der Agent läuft, kann aber das Gerät, das zum Host führt, nicht öffnen.</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>No host connected</source>
        <translation>Kein Host verbunden</translation>
    </message>
    <message>
        <source>No channel to the host</source>
        <translation>Kein Kanal zum Host</translation>
    </message>
    <message>
        <source>Host access paused</source>
        <translation>Host-Zugriff pausiert</translation>
    </message>
    <message>
        <source>Freeze ended without the host</source>
        <translation>Einfrieren endete ohne den Host</translation>
    </message>
    <message>
        <source>File systems are being frozen</source>
        <translation>Dateisysteme werden eingefroren</translation>
    </message>
    <message>
        <source>File systems are being thawed</source>
        <translation>Dateisysteme werden aufgetaut</translation>
    </message>
    <message>
        <source>File systems frozen</source>
        <translation>Dateisysteme eingefroren</translation>
    </message>
    <message>
        <source>Agent not running</source>
        <translation>Agent läuft nicht</translation>
    </message>
    <message>
        <source>%1: %2 left</source>
        <extracomment>%1: the state; %2: a length of time, such as &quot;12 s&quot;</extracomment>
        <translation>%1: noch %2</translation>
    </message>
    <message>
        <source>The agent runs, and the host can reach it.</source>
        <translation>Der Agent läuft, und der Host kann ihn erreichen.</translation>
    </message>
    <message>
        <source>The agent runs and waits; nobody on the host is connected to it.</source>
        <translation>Der Agent läuft und wartet; auf dem Host ist niemand mit ihm verbunden.</translation>
    </message>
    <message>
        <source>You paused host access: whatever the host asks for is refused until you resume it.</source>
        <translation>Sie haben den Host-Zugriff pausiert: Worum der Host auch bittet, wird abgelehnt, bis Sie ihn fortsetzen.</translation>
    </message>
    <message>
        <source>The safeguard that limits a freeze was lost, so the file systems were thawed. A backup that the host took meanwhile may be inconsistent.</source>
        <translation>Die Absicherung, die ein Einfrieren begrenzt, fiel aus; deshalb wurden die Dateisysteme aufgetaut. Eine Sicherung, die der Host währenddessen angelegt hat, kann inkonsistent sein.</translation>
    </message>
    <message>
        <source>The guest agent&apos;s service does not run. Without it the host can&apos;t freeze file systems for consistent backups, nor ask this system to shut down. To start it, as an administrator: %1</source>
        <translation>Der Dienst des Gast-Agenten läuft nicht. Ohne ihn kann der Host weder Dateisysteme für konsistente Sicherungen einfrieren noch dieses System bitten, herunterzufahren. So starten Sie ihn als Administrator: %1</translation>
    </message>
    <message>
        <source>Agent newer than this program</source>
        <translation>Agent neuer als dieses Programm</translation>
    </message>
    <message>
        <source>Agent not understood</source>
        <translation>Agent nicht verstanden</translation>
    </message>
    <message>
        <source>The agent ended while the file systems were frozen; the next one thawed them. A backup that the host took meanwhile may be inconsistent.</source>
        <translation>Der Agent endete, während die Dateisysteme eingefroren waren; der nächste hat sie aufgetaut. Eine Sicherung, die der Host währenddessen angelegt hat, kann inkonsistent sein.</translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <extracomment>%1: a length of time, such as &quot;5 min&quot;</extracomment>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>ga::ActivityPage</name>
    <message>
        <source>&amp;Why?</source>
        <translation>&amp;Warum?</translation>
    </message>
    <message>
        <source>&amp;Show:</source>
        <translation>Anzei&amp;gen:</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Files, programs, accounts</source>
        <translation>Dateien, Programme, Konten</translation>
    </message>
    <message>
        <source>Power, clock, processors, memory</source>
        <translation>Energie, Uhr, Prozessoren, Speicher</translation>
    </message>
    <message>
        <source>Freezes for backups</source>
        <translation>Einfrieren für Sicherungen</translation>
    </message>
    <message>
        <source>What was refused or failed</source>
        <translation>Abgelehntes und Fehlgeschlagenes</translation>
    </message>
    <message>
        <source>Search, such as: password</source>
        <translation>Suchen, zum Beispiel: Passwort</translation>
    </message>
    <message>
        <source>Search in what the host did</source>
        <translation>In der Aktivität suchen</translation>
    </message>
    <message>
        <source>What the host did</source>
        <translation>Was der Host getan hat</translation>
    </message>
    <message>
        <source>Show what allows or forbids this command</source>
        <translation>Zeigen, was diesen Befehl erlaubt oder verbietet</translation>
    </message>
    <message>
        <source>The host has not asked for anything yet.</source>
        <translation>Der Host hat noch nichts angefragt.</translation>
    </message>
    <message>
        <source>Nothing the host did fits the filter.</source>
        <translation>Nichts davon, was der Host getan hat, passt zum Filter.</translation>
    </message>
    <message>
        <source>Choose a line to read more about it.</source>
        <translation>Wählen Sie eine Zeile, um mehr darüber zu lesen.</translation>
    </message>
    <message>
        <source>%1: %2, by %3, at %4.</source>
        <translation>%1: %2, über %3, %4.</translation>
    </message>
    <message>
        <source>%1: %2, by an administrator here, at %3.</source>
        <translation>%1: %2, von einem Administrator hier, %3.</translation>
    </message>
</context>
<context>
    <name>ga::ActivityTable</name>
    <message>
        <source>%1 (%2 times)</source>
        <extracomment>%1: what the host did; %2: how many times in a row</extracomment>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>entfällt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What the host asked for</source>
        <translation>Worum der Host bat</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Thawed here, by an administrator</source>
        <translation>Hier aufgetaut, von einem Administrator</translation>
    </message>
    <message>
        <source>Thaw file systems from here, by an administrator</source>
        <translation>Dateisysteme von hier auftauen, durch einen Administrator</translation>
    </message>
</context>
<context>
    <name>ga::AgentActions</name>
    <message>
        <source>Host access could not be paused</source>
        <translation>Der Host-Zugriff ließ sich nicht pausieren</translation>
    </message>
    <message>
        <source>Host access could not be resumed</source>
        <translation>Der Host-Zugriff ließ sich nicht fortsetzen</translation>
    </message>
    <message>
        <source>The file systems could not be thawed</source>
        <translation>Die Dateisysteme ließen sich nicht auftauen</translation>
    </message>
</context>
<context>
    <name>ga::DoctorPage</name>
    <message>
        <source>What the check found</source>
        <translation>Was die Prüfung ergab</translation>
    </message>
    <message>
        <source>Checking the way from here to the host…</source>
        <translation>Der Weg von hier zum Host wird geprüft…</translation>
    </message>
    <message>
        <source>The check could not be run: %1</source>
        <translation>Die Prüfung ließ sich nicht ausführen: %1</translation>
    </message>
    <message numerus="yes">
        <source>All is well: %n step(s) checked.</source>
        <translation>
            <numerusform>Alles in Ordnung: %n Schritt geprüft.</numerusform>
            <numerusform>Alles in Ordnung: %n Schritte geprüft.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) checked</source>
        <translation>
            <numerusform>%n Schritt geprüft</numerusform>
            <numerusform>%n Schritte geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>Als Te&amp;xt kopieren</translation>
    </message>
    <message>
        <source>It had not ended after %1, and was stopped.</source>
        <translation>Sie war nach %1 nicht zu Ende und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It told nothing.</source>
        <translation>Sie hat nichts ergeben.</translation>
    </message>
    <message>
        <source>%1 As of %2.</source>
        <extracomment>%1: what a check found; %2: when it did, such as &quot;12:03:01&quot;</extracomment>
        <translation>%1 Stand: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) not visible with your rights</source>
        <translation>
            <numerusform>%n Schritt mit Ihren Rechten nicht sichtbar</numerusform>
            <numerusform>%n Schritte mit Ihren Rechten nicht sichtbar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ga::Elevation</name>
    <message>
        <source>pkexec is not installed. As root, run: %1 %2</source>
        <translation>pkexec ist nicht installiert. Führen Sie als root aus: %1 %2</translation>
    </message>
    <message>
        <source>The system does not allow it.</source>
        <translation>Das System erlaubt es nicht.</translation>
    </message>
    <message>
        <source>The agent does not run, or did not do it. The Event Log may say why.</source>
        <translation>Der Agent läuft nicht oder hat es nicht getan. Warum, steht vielleicht in der Ereignisanzeige.</translation>
    </message>
    <message>
        <source>The program qtga does not know this command: it is of another version than this one.</source>
        <translation>Das Programm qtga kennt diesen Befehl nicht: Es hat eine andere Version als dieses.</translation>
    </message>
    <message>
        <source>It was done, but something needs looking after: run qtga doctor.</source>
        <translation>Es ist geschehen, aber etwas braucht Aufmerksamkeit: qtga doctor sagt, was.</translation>
    </message>
    <message>
        <source>The program qtga ended with code %1.</source>
        <translation>Das Programm qtga endete mit Code %1.</translation>
    </message>
</context>
<context>
    <name>ga::Notices</name>
    <message>
        <source>At the latest they are thawed in %1.</source>
        <translation>Spätestens in %1 werden sie aufgetaut.</translation>
    </message>
    <message>
        <source>File systems are frozen</source>
        <translation>Dateisysteme sind eingefroren</translation>
    </message>
    <message>
        <source>The host has held them for some seconds. Programs that write to disk wait.</source>
        <translation>Der Host hält sie seit einigen Sekunden an. Programme, die auf Datenträger schreiben, warten.</translation>
    </message>
    <message>
        <source>The host shuts this system down</source>
        <translation>Der Host fährt dieses System herunter</translation>
    </message>
    <message>
        <source>Save your work: the host has asked this system to shut down or restart.</source>
        <translation>Speichern Sie Ihre Arbeit: Der Host hat dieses System gebeten, herunterzufahren oder neu zu starten.</translation>
    </message>
    <message>
        <source>A password was changed</source>
        <translation>Ein Passwort wurde geändert</translation>
    </message>
    <message>
        <source>The host has set the password of a user of this system.</source>
        <translation>Der Host hat das Passwort eines Benutzers dieses Systems gesetzt.</translation>
    </message>
    <message>
        <source>SSH keys were added</source>
        <translation>SSH-Schlüssel wurden hinzugefügt</translation>
    </message>
    <message>
        <source>The host has added keys with which somebody can log in to this system.</source>
        <translation>Der Host hat Schlüssel hinzugefügt, mit denen sich jemand an diesem System anmelden kann.</translation>
    </message>
    <message>
        <source>SSH keys were removed</source>
        <translation>SSH-Schlüssel wurden entfernt</translation>
    </message>
    <message>
        <source>The host has removed keys with which somebody could log in to this system.</source>
        <translation>Der Host hat Schlüssel entfernt, mit denen sich jemand an diesem System anmelden konnte.</translation>
    </message>
    <message>
        <source>The agent&apos;s configuration is broken</source>
        <translation>Die Konfiguration des Agenten ist fehlerhaft</translation>
    </message>
</context>
<context>
    <name>ga::NotificationMenu</name>
    <message>
        <source>&amp;Notifications</source>
        <translation>Be&amp;nachrichtigungen</translation>
    </message>
</context>
<context>
    <name>ga::OverviewPage</name>
    <message>
        <source>What the host did last</source>
        <translation>Was der Host zuletzt getan hat</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Last request</source>
        <translation>Letzte Anfrage</translation>
    </message>
    <message>
        <source>File systems</source>
        <translation>Dateisysteme</translation>
    </message>
    <message>
        <source>Last freeze</source>
        <translation>Letztes Einfrieren</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>For screen readers. %1: the fact&apos;s name, such as &quot;Host&quot;; %2: what is so</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Version %1, process %2, running since %3</source>
        <translation>Version %1, Prozess %2, läuft seit %3</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>%1 since the agent started, %2 of them refused</source>
        <translation>%1 seit dem Start des Agenten, davon %2 abgelehnt</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>none since the agent started</source>
        <translation>keines, seit der Agent läuft</translation>
    </message>
</context>
<context>
    <name>ga::PermissionsPage</name>
    <message>
        <source>Only what is off or &amp;limited</source>
        <translation>Nur, was aus oder &amp;eingeschränkt ist</translation>
    </message>
    <message>
        <source>What the host may do</source>
        <translation>Was der Host darf</translation>
    </message>
    <message>
        <source>Allowed?</source>
        <translation>Erlaubt?</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Search, such as: program</source>
        <translation>Suchen, zum Beispiel: Programm</translation>
    </message>
    <message>
        <source>Search in the permissions</source>
        <translation>In den Berechtigungen suchen</translation>
    </message>
    <message>
        <source>nothing forbids it</source>
        <translation>nichts verbietet es</translation>
    </message>
    <message>
        <source>What the host may do is told by the agent, which is not running.</source>
        <translation>Was der Host darf, teilt der Agent mit; er läuft nicht.</translation>
    </message>
    <message>
        <source>While file systems are frozen nearly everything is refused.</source>
        <translation>Solange Dateisysteme eingefroren sind, wird fast alles abgelehnt.</translation>
    </message>
    <message>
        <source>Choose a line to read why, and how to change it.</source>
        <translation>Wählen Sie eine Zeile, um zu lesen, warum, und wie Sie es ändern.</translation>
    </message>
    <message>
        <source>%1 (%2): %3.</source>
        <translation>%1 (%2): %3.</translation>
    </message>
    <message>
        <source>Nothing forbids it.</source>
        <translation>Nichts verbietet es.</translation>
    </message>
</context>
<context>
    <name>ga::StateBanner</name>
    <message>
        <source>&amp;Pause host access</source>
        <translation>Host-&amp;Zugriff pausieren</translation>
    </message>
    <message>
        <source>&amp;Resume host access</source>
        <translation>Host-Zugriff &amp;fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Thaw now…</source>
        <translation>Jetzt auf&amp;tauen…</translation>
    </message>
    <message>
        <source>Refuse whatever the host asks for, until you resume</source>
        <translation>Alles ablehnen, worum der Host bittet, bis Sie fortsetzen</translation>
    </message>
    <message>
        <source>Let programs write again without waiting for the host</source>
        <translation>Programme wieder schreiben lassen, ohne auf den Host zu warten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>ga::StatusWindow</name>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>&amp;Aktivität</translation>
    </message>
    <message>
        <source>Per&amp;missions</source>
        <translation>Be&amp;rechtigungen</translation>
    </message>
    <message>
        <source>&amp;Doctor</source>
        <translation>&amp;Diagnose</translation>
    </message>
    <message>
        <source>%1 – Guest agent</source>
        <extracomment>The window&apos;s title. %1: the state, such as &quot;Working&quot;</extracomment>
        <translation>%1 – Gast-Agent</translation>
    </message>
    <message>
        <source>Thaw file systems</source>
        <translation>Dateisysteme auftauen</translation>
    </message>
    <message>
        <source>Thaw the file systems now?</source>
        <translation>Die Dateisysteme jetzt auftauen?</translation>
    </message>
    <message>
        <source>Programs that wait can write again at once. If the host is taking a backup right now, that backup may become inconsistent.</source>
        <translation>Wartende Programme können sofort wieder schreiben. Falls der Host gerade eine Sicherung anlegt, kann diese inkonsistent werden.</translation>
    </message>
    <message>
        <source>&amp;Thaw</source>
        <translation>Auf&amp;tauen</translation>
    </message>
    <message>
        <source>&amp;Wait</source>
        <translation>&amp;Warten</translation>
    </message>
</context>
<context>
    <name>ga::TrayIcon</name>
    <message>
        <source>Guest agent: %1</source>
        <extracomment>The tray icon&apos;s tip. %1: the state, such as &quot;File systems frozen: 12 s left&quot;</extracomment>
        <translation>Gast-Agent: %1</translation>
    </message>
</context>
<context>
    <name>ga::TrayMenu</name>
    <message>
        <source>Guest agent</source>
        <translation>Gast-Agent</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>What the host &amp;did</source>
        <translation>Was der &amp;Host getan hat</translation>
    </message>
    <message>
        <source>What the host &amp;may do</source>
        <translation>Was der Host &amp;darf</translation>
    </message>
    <message>
        <source>&amp;Check this system</source>
        <translation>Dieses &amp;System prüfen</translation>
    </message>
    <message>
        <source>&amp;Pause host access</source>
        <translation>Host-&amp;Zugriff pausieren</translation>
    </message>
    <message>
        <source>&amp;Resume host access</source>
        <translation>Host-Zugriff &amp;fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Thaw file systems now…</source>
        <translation>Dateisysteme jetzt &amp;auftauen…</translation>
    </message>
</context>
</TS>
