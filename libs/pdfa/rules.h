// What is asked of a file, after ISO 19005-3 (PDF/A-3u) and ISO 14289-1
// (PDF/UA-1), as far as it can concern files of the kind that we write.
// docs/formats/report.md lists these.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::pdfa {

struct Rule {
  absl::string_view id;
  absl::string_view says;
};

namespace rule {

// The file.
inline constexpr Rule kHeader = {
    "header",
    "The file starts with %PDF-1. and a comment of four bytes above "
    "127."};
inline constexpr Rule kEnd = {
    "end",
    "The file ends with startxref, the table's place, %%EOF and at most "
    "one line end."};
inline constexpr Rule kTable = {
    "table",
    "The cross-reference table has entries of 20 bytes, each of which "
    "leads to its object."};
inline constexpr Rule kObject = {
    "object",
    "Each object is well formed, from obj to endobj on a line of its "
    "own."};
inline constexpr Rule kStream = {"stream",
                                 "Each stream is as long as its /Length says."};
inline constexpr Rule kReference = {"reference",
                                    "Each reference leads to an object."};
inline constexpr Rule kFilter = {
    "filter",
    "Streams are compressed by FlateDecode or not at all, never by "
    "LZWDecode or Crypt."};
inline constexpr Rule kExternal = {"external",
                                   "No stream lies in another file."};
inline constexpr Rule kEncryption = {"encryption",
                                     "The file is not encrypted."};
inline constexpr Rule kId = {"id", "The trailer has an /ID of two strings."};
inline constexpr Rule kLimits = {
    "limits",
    "Names have at most 127 bytes, strings 32,767, and numbers keep "
    "within 32 bits."};

// The catalogue and metadata.
inline constexpr Rule kMetadata = {
    "metadata",
    "The catalogue has XMP metadata, not compressed, in an "
    "xpacket."};
inline constexpr Rule kConformance = {
    "conformance", "The metadata says part 3, conformance U."};
inline constexpr Rule kInformation = {
    "information", "Document information says what the metadata says."};
inline constexpr Rule kTitle = {
    "title", "The file has a title, which viewers are told to show."};
inline constexpr Rule kLanguage = {"language",
                                   "The catalogue names a language."};
inline constexpr Rule kActive = {
    "active",
    "Nothing acts: no action, script, form of XFA or appearance to "
    "be made by the viewer."};
inline constexpr Rule kOptional = {
    "optional", "No content is optional, and no page has other versions."};
inline constexpr Rule kBookmarks = {
    "bookmarks",
    "A file of several pages has bookmarks, each with a title and "
    "a page that it leads to."};

// Colour.
inline constexpr Rule kIntent = {
    "intent", "There is one output intent GTS_PDFA1, with an identifier."};
inline constexpr Rule kProfile = {
    "profile",
    "Its ICC profile is of an RGB display, version 2 or 4, and has "
    "the size that it says."};
inline constexpr Rule kColour = {"colour", "Colours are RGB or grey."};
inline constexpr Rule kTransparency = {
    "transparency",
    "Nothing is transparent: no group, soft mask or graphics "
    "state."};

// Fonts.
inline constexpr Rule kFontKind = {
    "font-kind", "Fonts are composite ones of TrueType with Identity-H."};
inline constexpr Rule kFontFile = {"font-file",
                                   "Each font is embedded, as a subset."};
inline constexpr Rule kGlyphMap = {
    "glyph-map",
    "Each shown code leads to a glyph of the font file other than "
    ".notdef."};
inline constexpr Rule kWidths = {
    "widths", "The width of each shown code is the font file's."};
inline constexpr Rule kUnicode = {"unicode",
                                  "Each shown code has a meaning in Unicode."};
inline constexpr Rule kMeaning = {"meaning",
                                  "None means U+0000, U+FEFF or U+FFFE."};

// Content.
inline constexpr Rule kOperators = {
    "operators",
    "Content has operators of ISO 32000-1 only, with q and Q in "
    "pairs, 28 deep at most."};
inline constexpr Rule kResources = {
    "resources",
    "Each font and object that is drawn is a resource of its own "
    "stream."};
inline constexpr Rule kXObjects = {
    "xobjects",
    "What is drawn is a form or an image: no PostScript, OPI, "
    "reference, alternate or interpolation."};
inline constexpr Rule kAnnotations = {
    "annotations",
    "Annotations are signature fields, printed and not hidden, "
    "with an appearance unless they are of no size."};

// Attachments.
inline constexpr Rule kAttachment = {
    "attachment", "Each attachment has /F, /UF and a relationship."};
inline constexpr Rule kMime = {"mime", "Each attachment has a MIME type."};
inline constexpr Rule kAssociated = {
    "associated", "Each attachment is associated with the document (/AF)."};

// Structure.
inline constexpr Rule kTagged = {
    "tagged",
    "The file is tagged: /MarkInfo, and a structure whose root is "
    "one Document."};
inline constexpr Rule kTypes = {
    "types", "Elements are of standard types, and each names its parent."};
inline constexpr Rule kMarked = {
    "marked",
    "All that is drawn is content of an element or an artifact, and "
    "never both."};
inline constexpr Rule kOwned = {
    "owned",
    "Each marked content belongs to the element that the tree of "
    "parents names, and once."};
inline constexpr Rule kDrawn = {
    "drawn",
    "Each content of an element is drawn, on the page that the "
    "element names."};
inline constexpr Rule kFigures = {
    "figures",
    "Each figure has a text in its place and says where it "
    "stands."};
inline constexpr Rule kHeadings = {"headings",
                                   "Headings start at H1 and leave none out."};
inline constexpr Rule kHeads = {"heads", "Each head of a table has a scope."};
inline constexpr Rule kRows = {
    "rows",
    "Tables hold rows, these hold cells, and all of one table make up "
    "the same columns."};
inline constexpr Rule kLists = {
    "lists", "Lists hold items, and these a label and a body, or content."};
inline constexpr Rule kFields = {
    "fields",
    "Each field belongs to a Form element, and has a name to be "
    "read out."};
inline constexpr Rule kTabs = {"tabs",
                               "Pages are walked in order of structure."};

}  // namespace rule

// All of them, in this order.
const std::vector<Rule>& AllRules();

struct Finding {
  absl::string_view rule;
  std::string where;
};

class Findings {
 public:
  void Add(const Rule& rule, std::string where) {
    all_.push_back({rule.id, std::move(where)});
  }
  const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

}  // namespace creditproof::pdfa
