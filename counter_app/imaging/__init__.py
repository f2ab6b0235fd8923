"""OpenCV, zxing and pikepdf: page images in, straight pages, codes and archival PDF out."""
