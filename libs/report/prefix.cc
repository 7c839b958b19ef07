#include "libs/report/prefix.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "libs/base/status_macros.h"
#include "libs/report/colour_profile.h"
#include "libs/report/font_objects.h"
#include "libs/report/podofo_writer.h"
#include "libs/report/shape.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kProducer = "CreditProof";

// A text string in UTF-16BE (ISO 32000-1 7.9.2.2).
std::string TextString(absl::string_view text) {
  std::string hex = "<FEFF";
  for (const char32_t character : Decode(text)) {
    absl::StrAppend(&hex, Utf16Hex(character));
  }
  return hex + ">";
}

std::string EscapeXml(absl::string_view text) {
  return absl::StrReplaceAll(text,
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

// XMP (ISO 16684-1); says what the document information says.
Part Metadata(absl::string_view title) {
  return PlainStream(
      "/Type/Metadata/Subtype/XML",
      absl::StrCat(
          "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf="
          "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          "<rdf:Description rdf:about=\"\" xmlns:dc="
          "\"http://purl.org/dc/elements/1.1/\" xmlns:pdf="
          "\"http://ns.adobe.com/pdf/1.3/\"><dc:title><rdf:Alt>"
          "<rdf:li xml:lang=\"x-default\">",
          EscapeXml(title),
          "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag>"
          "<rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language><pdf:Producer>",
          kProducer,
          "</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>"
          "<?xpacket end=\"r\"?>"));
}

Part Form(const FixedForm& form, int resources) {
  return DeflatedStream(
      absl::StrCat("/Type/XObject/Subtype/Form/BBox[0 -842 596 30]/Resources ",
                   Ref(resources)),
      form.content, kBestCompression);
}

}  // namespace

absl::StatusOr<Prefix> BuildPrefix(const FontSet& fonts,
                                   const std::vector<FixedForm>& forms,
                                   absl::string_view title) {
  std::vector<Part> parts;
  const auto next = [&parts] { return static_cast<int>(parts.size()) + 1; };
  Prefix prefix;

  prefix.document_information = next();
  parts.push_back({absl::StrCat("<</Title", TextString(title), "/Producer(",
                                kProducer, ")>>"),
                   absl::nullopt});
  prefix.metadata = next();
  parts.push_back(Metadata(title));
  prefix.output_intent = next();
  parts.push_back({absl::StrCat("<</Type/OutputIntent/S/GTS_PDFA1"
                                "/OutputConditionIdentifier(sRGB)/Info(sRGB)"
                                "/DestOutputProfile ",
                                Ref(next() + 1), ">>"),
                   absl::nullopt});
  parts.push_back(DeflatedStream("/N 3", SrgbProfile(), kBestCompression));

  prefix.fonts = fonts.Resources(next());
  ASSIGN_OR_RETURN(std::vector<Part> font_parts, fonts.Objects(next()));
  for (Part& part : font_parts) parts.push_back(std::move(part));

  const int resources = next();
  for (std::size_t i = 0; i < forms.size(); ++i) {
    absl::StrAppend(&prefix.forms, "/", forms[i].name, " ",
                    Ref(resources + 1 + static_cast<int>(i)));
  }
  parts.push_back({absl::StrCat("<</Font<<", prefix.fonts, ">>/XObject<<",
                                prefix.forms, ">>>>"),
                   absl::nullopt});
  for (const FixedForm& form : forms) parts.push_back(Form(form, resources));

  ASSIGN_OR_RETURN(prefix.objects, WriteWithPodofo(kHeader, parts));
  return prefix;
}

}  // namespace creditproof::report
