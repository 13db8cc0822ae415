"""French wording, Word templates to .docx, .docx to PDF."""
