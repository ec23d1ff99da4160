// SPDX-License-Identifier: Apache-2.0
// What is typed on a command line becomes the JSON that the catalogue asks for, or an error that
// helps.
#include "client/arguments.h"
#include "commands/catalogue.h"

#include <QTemporaryDir>
#include <QtTest>

namespace {

using Words = std::initializer_list<const char *>;

QStringList list(const Words &words)
{
    QStringList texts;
    for (const char *word : words)
        texts += QString::fromUtf8(word);
    return texts;
}

ga::ClientResult<QByteArray> typed(const char *command, const QStringList &words)
{
    const ga::TypePointer type = ga::findCommand(command)->describeArguments();
    return ga::readArgumentWords(words).and_then(
        [&](const QList<ga::ArgumentWord> &read) { return ga::typedArguments(read, *type); });
}

ga::ClientResult<QByteArray> untyped(const QStringList &words)
{
    return ga::readArgumentWords(words).and_then(&ga::untypedArguments);
}

// The JSON, or the error behind a '!'.
QString textOf(const ga::ClientResult<QByteArray> &arguments)
{
    return arguments ? QString::fromUtf8(*arguments) : u'!' + arguments.error().text;
}

QString written(const QTemporaryDir &directory, const QByteArray &content)
{
    QFile file(directory.filePath(QStringLiteral("argument")));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
               ? file.fileName()
               : QString();
}

} // namespace

class ArgumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesWhatWasTyped_data();
    void typesWhatWasTyped();
    void refusesBeforeSending_data();
    void refusesBeforeSending();
    void readsValuesOfUnknownCommandsAsJson_data();
    void readsValuesOfUnknownCommandsAsJson();
    void encodesTheBytesOfAFile();
    void takesAFilesTextLessItsLastLineEnd();
    void refusesAFileThatIsNoText();
    void refusesAFileLargerThanARequest();
};

void ArgumentsTest::typesWhatWasTyped_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("json");
    const auto row = [](const char *name, const char *command, const Words &words,
                        const char *json) {
        QTest::newRow(name) << QByteArray(command) << list(words) << QString::fromUtf8(json);
    };
    row("nothing", "guest-ping", {}, "");
    row("integer", "guest-file-close", {"handle=-7"}, R"({"handle": -7})");
    row("largest integer", "guest-sync", {"id=9223372036854775807"},
        R"({"id": 9223372036854775807})");
    row("smallest integer", "guest-sync", {"id=-9223372036854775808"},
        R"({"id": -9223372036854775808})");
    row("text", "guest-file-open", {"path=/a b=c", "mode="}, R"({"path": "/a b=c", "mode": ""})");
    row("text like a number", "guest-file-open", {"path=5"}, R"({"path": "5"})");
    row("text beyond ASCII", "guest-file-open", {"path=é"}, R"({"path": "\u00E9"})");
    row("text with an @", "guest-file-open", {"path=@@home"}, R"({"path": "@home"})");
    row("base64 of a text", "guest-file-write", {"handle=1", "buf-b64=hé"},
        R"({"handle": 1, "buf-b64": "aMOp"})");
    row("base64 as it is", "guest-file-write", {"handle=1", R"(buf-b64:="aGk=")"},
        R"({"handle": 1, "buf-b64": "aGk="})");
    row("list", "guest-exec", {"path=ls", "arg=-l", "arg=5", "env=A=B"},
        R"({"path": "ls", "arg": ["-l", "5"], "env": ["A=B"]})");
    row("list as JSON", "guest-exec", {"path=ls", R"(arg:=["a"])"},
        R"({"path": "ls", "arg": ["a"]})");
    row("boolean", "guest-exec", {"path=ls", "capture-output=on"},
        R"({"path": "ls", "capture-output": true})");
    row("word", "guest-exec", {"path=ls", "capture-output=merged"},
        R"({"path": "ls", "capture-output": "merged"})");
    row("either number", "guest-file-seek", {"handle=1", "offset=0", "whence=2"},
        R"({"handle": 1, "offset": 0, "whence": 2})");
    row("or word", "guest-file-seek", {"handle=1", "offset=0", "whence=end"},
        R"({"handle": 1, "offset": 0, "whence": "end"})");
    row("objects", "guest-set-memory-blocks",
        {R"(mem-blks:=[{"phys-index": 18446744073709551615, "online": true}])"},
        R"({"mem-blks": [{"online": true, "phys-index": 18446744073709551615}]})");
}

void ArgumentsTest::typesWhatWasTyped()
{
    QFETCH(QByteArray, command);
    QFETCH(QStringList, words);
    QTEST(textOf(typed(command, words)), "json");
}

void ArgumentsTest::refusesBeforeSending_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("message"); // A part of it.
    const auto row = [](const char *name, const char *command, const Words &words,
                        const char *message) {
        QTest::newRow(name) << QByteArray(command) << list(words) << QString::fromUtf8(message);
    };
    row("no value", "guest-file-close", {"handle"}, "'handle' is no argument");
    row("no name", "guest-file-close", {"=5"}, "'=5' is no argument");
    row("mistyped name", "guest-file-close", {"handel=5"}, "did you mean 'handle'?");
    row("wrong name", "guest-file-close", {"x=5"}, "(there is: handle)");
    row("too many", "guest-ping", {"x=5"}, "this command takes none");
    row("missing", "guest-file-close", {}, "the argument 'handle' is missing");
    row("twice", "guest-file-close", {"handle=5", "handle=6"}, "handle is given more than once");
    row("list and JSON", "guest-exec", {"path=x", "arg=a", "arg:=[]"},
        "arg is given more than once");
    row("no integer", "guest-file-close", {"handle=5x"}, "handle: '5x' is no integer");
    row("no whole integer", "guest-file-close", {"handle=5.0"}, "handle: '5.0' is no integer");
    row("too large", "guest-file-close", {"handle=9223372036854775808"}, "is no integer");
    row("no boolean", "guest-set-user-password", {"username=u", "password=p", "crypted=yes"},
        "crypted: 'yes' is neither true nor false");
    row("no such word", "guest-file-seek", {"handle=1", "offset=0", "whence=middle"},
        "none of set, cur, end");
    row("an object as text", "guest-set-vcpus", {"vcpus=1"}, "write vcpus:=JSON");
    row("no JSON", "guest-set-vcpus", {"vcpus:=[1"}, "vcpus: what follows := is no JSON");
    row("two in one", "guest-file-close", {R"(handle:=1,"x":2)"}, "is no JSON");
    row("closed early", "guest-file-close", {"handle:=1}"}, "is no JSON");
    row("no file", "guest-file-open", {"path=@/nonexistent/x"}, "can't read '/nonexistent/x'");
    row("a directory", "guest-file-open", {"path=@/"}, "it is a directory");
    row("the input twice", "guest-exec", {"path=x", "arg=@-", "arg=@-"},
        "can be read for one argument only");
}

void ArgumentsTest::refusesBeforeSending()
{
    QFETCH(QByteArray, command);
    QFETCH(QStringList, words);
    QFETCH(QString, message);
    const auto arguments = typed(command, words);
    QVERIFY2(!arguments, qPrintable(textOf(arguments)));
    QVERIFY2(arguments.error().text.contains(message), qPrintable(arguments.error().text));
    QCOMPARE(arguments.error().kind, ga::ClientError::Kind::Usage);
}

void ArgumentsTest::readsValuesOfUnknownCommandsAsJson_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("json");
    const auto row = [](const char *name, const Words &words, const char *json) {
        QTest::newRow(name) << list(words) << QString::fromUtf8(json);
    };
    row("number", {"n=18446744073709551615"}, R"({"n": 18446744073709551615})");
    row("fraction", {"n=0.5"}, R"({"n": 0.5})");
    row("keyword", {"a=true", "b=null"}, R"({"a": true, "b": null})");
    row("object", {R"(o={"a": [1]})"}, R"({"o": {"a": [1]}})");
    row("text", {"t=hello there"}, R"({"t": "hello there"})");
    row("unbalanced", {"t={"}, R"({"t": "{"})");
    row("list", {"l=1", "l=x"}, R"({"l": [1, "x"]})");
    row("JSON in a list", {"l:=1", "l=x"}, R"({"l": [1, "x"]})");
}

void ArgumentsTest::readsValuesOfUnknownCommandsAsJson()
{
    QFETCH(QStringList, words);
    QTEST(textOf(untyped(words)), "json");
}

void ArgumentsTest::encodesTheBytesOfAFile()
{
    const QTemporaryDir directory;
    const QString path = written(directory, QByteArray("\0\xff\n", 3));
    QCOMPARE(textOf(typed("guest-file-write",
                          {QStringLiteral("handle=1"), QStringLiteral("buf-b64=@") + path})),
             QStringLiteral(R"({"handle": 1, "buf-b64": "AP8K"})"));
}

void ArgumentsTest::takesAFilesTextLessItsLastLineEnd()
{
    const QTemporaryDir directory;
    const QString path = written(directory, "ssh-ed25519 AAAA\n");
    QCOMPARE(textOf(typed("guest-ssh-add-authorized-keys",
                          {QStringLiteral("username=u"), QStringLiteral("keys=@") + path})),
             QStringLiteral(R"({"username": "u", "keys": ["ssh-ed25519 AAAA"]})"));
}

void ArgumentsTest::refusesAFileThatIsNoText()
{
    const QTemporaryDir directory;
    const QString path = written(directory, "\xc3(");
    QVERIFY(textOf(typed("guest-file-open", {QStringLiteral("path=@") + path}))
                .contains(u"no UTF-8 text"));
}

void ArgumentsTest::refusesAFileLargerThanARequest()
{
    const QTemporaryDir directory;
    const QString path = written(directory, {});
    QVERIFY(QFile::resize(path, (48 << 20) + 1));
    QVERIFY(textOf(typed("guest-file-write",
                         {QStringLiteral("handle=1"), QStringLiteral("buf-b64=@") + path}))
                .contains(u"48 MiB"));
}

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
