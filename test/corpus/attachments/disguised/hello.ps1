$name = 'Ann'
Write-Host "Hello $name"
Get-Date | Out-Host
