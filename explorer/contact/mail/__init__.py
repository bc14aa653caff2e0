"""Mails: written as rows beside their cause, made and sent by a job."""
