@echo off
rem says hello
echo Hello
