#!/usr/bin/env python3
"""A stand-in for a program that is called soffice and is no LibreOffice."""

print("OpenOffice 4.1.15 Build 9813")
