<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>PermissionWords</name>
    <message numerus="yes">
        <source>%n frozen since %1</source>
        <translation><numerusform>%n frozen since %1</numerusform><numerusform>%n frozen since %1</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file system(s) for %1 until %2: %3</source>
        <translation><numerusform>%n file system for %1 until %2: %3</numerusform><numerusform>%n file systems for %1 until %2: %3</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) off</source>
        <translation><numerusform>%n command off</numerusform><numerusform>%n commands off</numerusform></translation>
    </message>
</context>
<context>
    <name>ga::DoctorPage</name>
    <message numerus="yes">
        <source>All is well: %n step(s) checked.</source>
        <translation><numerusform>All is well: %n step checked.</numerusform><numerusform>All is well: %n steps checked.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation><numerusform>%n failure</numerusform><numerusform>%n failures</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation><numerusform>%n warning</numerusform><numerusform>%n warnings</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) checked</source>
        <translation><numerusform>%n step checked</numerusform><numerusform>%n steps checked</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) not visible with your rights</source>
        <translation><numerusform>%n step not visible with your rights</numerusform><numerusform>%n steps not visible with your rights</numerusform></translation>
    </message>
</context>
</TS>
