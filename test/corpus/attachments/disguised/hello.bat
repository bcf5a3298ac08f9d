@echo off
setlocal
echo Hello
pause
