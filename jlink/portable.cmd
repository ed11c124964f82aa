@echo off
rem Starts @NAME@ with the Java 25 or newer that JAVA_HOME names, or else the one on the path.
setlocal
set JAVA=java
if defined JAVA_HOME set JAVA=%JAVA_HOME%\bin\java
if not defined STROM_JAVA_OPTIONS set STROM_JAVA_OPTIONS=@DEFAULTS@
rem Not every Java has the module that vector instructions need, and none starts with a module that lacks another.
set VECTOR=
"%JAVA%" --describe-module jdk.incubator.vector >nul 2>&1 && set "VECTOR=;%~dp0..\lib\vector"
"%JAVA%" @OPTIONS@ %STROM_JAVA_OPTIONS% --module-path "%~dp0..\lib%VECTOR%" -m @MAIN@ %*
