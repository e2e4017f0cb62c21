"""Streamlit pages, one a job."""
