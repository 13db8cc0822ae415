"""From .docx to PDF: one file per engine behind one port, then binding and reading back."""
