#include "libs/report/prefix.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/status_macros.h"
#include "libs/report/colour_profile.h"
#include "libs/report/font_objects.h"
#include "libs/report/podofo_writer.h"
#include "libs/report/shape.h"
#include "libs/report/text_string.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kProducer = "CreditProof";

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
          "\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid="
          "\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>3</pdfaid:part>"
          "<pdfaid:conformance>U</pdfaid:conformance><dc:title><rdf:Alt>"
          "<rdf:li xml:lang=\"x-default\">",
          EscapeXml(title),
          "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag>"
          "<rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language><pdf:Producer>",
          kProducer,
          "</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>"
          "<?xpacket end=\"r\"?>"));
}

Part OutputIntent(int profile) {
  return {absl::StrCat("<</Type/OutputIntent/S/GTS_PDFA1"
                       "/OutputConditionIdentifier(sRGB)/Info(sRGB)"
                       "/DestOutputProfile ",
                       Ref(profile), ">>"),
          absl::nullopt};
}

// Collects objects, whose numbers follow the reserved ones.
class Objects {
 public:
  explicit Objects(int reserved) : reserved_(reserved) {}

  int next() const { return reserved_ + static_cast<int>(parts_.size()) + 1; }

  int Add(Part part) {
    parts_.push_back(std::move(part));
    return next() - 1;
  }

  absl::StatusOr<ObjectBytes> Write() const {
    return WriteWithPodofo(kHeader, reserved_, parts_);
  }

 private:
  const int reserved_;
  std::vector<Part> parts_;
};

FormStreams StreamsOf(const std::vector<FixedForm>& forms, int first) {
  FormStreams streams{{}, first};
  for (const FixedForm& form : forms) streams.names.push_back(form.name);
  return streams;
}

void AddForms(Objects& objects, const std::vector<FixedForm>& forms,
              Prefix& prefix) {
  prefix.resources = objects.next();
  prefix.streams = StreamsOf(forms, prefix.resources + 1);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    absl::StrAppend(&prefix.forms, "/", forms[i].name, " ",
                    Ref(prefix.streams.first + static_cast<int>(i)));
  }
  objects.Add({absl::StrCat("<</Font<<", prefix.fonts, ">>/XObject<<",
                            prefix.forms, ">>>>"),
               absl::nullopt});
  const int behind = objects.next() + static_cast<int>(forms.size());
  prefix.front = FrontStructure(*prefix.drawn, prefix.streams, behind + 1,
                                FirstPage(prefix.streams));
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const int key = static_cast<int>(i);
    const bool marked = prefix.front->structure.HasKey(key);
    objects.Add(FormObject(forms[i].content, prefix.resources,
                           marked ? key : -1, kBestCompression));
  }
}

void AddStructure(Objects& objects, Prefix& prefix) {
  const Structure& structure = prefix.front->structure;
  prefix.form_parents =
      objects.Add(structure.Parents(0, prefix.streams.page_key(1)));
  for (std::size_t i = 0; i < structure.size(); ++i) {
    objects.Add(structure.Element(i));
  }
}

}  // namespace

Part FormObject(absl::string_view content, int resources, int key,
                int compression) {
  return DeflatedStream(
      absl::StrCat("/Type/XObject/Subtype/Form/BBox[0 -842 596 30]/Resources ",
                   Ref(resources),
                   key < 0 ? "" : absl::StrCat("/StructParents ", key)),
      content, compression);
}

absl::StatusOr<Prefix> BuildPrefix(const Template& drawn, const FontSet& fonts,
                                   const std::vector<FixedForm>& forms,
                                   absl::string_view title) {
  Objects objects(
      (drawn.has_records() ? reserved::kEndOfRecords : reserved::kEndOfClean) -
      1);
  Prefix prefix;
  prefix.drawn = &drawn;
  prefix.document_information =
      objects.Add({absl::StrCat("<</Title", TextString(title), "/Producer(",
                                kProducer, ")>>"),
                   absl::nullopt});
  prefix.metadata = objects.Add(Metadata(title));
  prefix.output_intent = objects.Add(OutputIntent(objects.next() + 1));
  objects.Add(DeflatedStream("/N 3", SrgbProfile(), kBestCompression));

  prefix.fonts = fonts.Resources(objects.next());
  ASSIGN_OR_RETURN(std::vector<Part> font_parts, fonts.Objects(objects.next()));
  for (Part& part : font_parts) objects.Add(std::move(part));
  AddForms(objects, forms, prefix);
  AddStructure(objects, prefix);
  ASSIGN_OR_RETURN(prefix.objects, objects.Write());
  return prefix;
}

}  // namespace creditproof::report
