#!/usr/bin/env python3
"""A stand-in for the soffice of an office that was last updated in 2020."""

print("LibreOffice 6.4.7.2 40(Build:2)")
