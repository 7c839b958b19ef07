#include "libs/report/podofo_writer.h"

#include <podofo/podofo.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace creditproof::report {
namespace {

using PoDoFo::PdfObject;

PdfObject* Read(PoDoFo::PdfVecObjects& objects, const Part& part) {
  PoDoFo::PdfTokenizer tokenizer(part.dictionary.data(),
                                 part.dictionary.size());
  PoDoFo::PdfVariant dictionary;
  tokenizer.GetNextVariant(dictionary, nullptr);
  PdfObject* const object = objects.CreateObject(dictionary);
  if (part.stream.has_value()) {
    PoDoFo::PdfMemoryInputStream bytes(
        part.stream->data(),
        static_cast<PoDoFo::pdf_long>(part.stream->size()));
    object->GetStream()->SetRawData(&bytes);
  }
  return object;
}

ObjectBytes Write(absl::string_view header, int reserved,
                  const std::vector<Part>& parts) {
  PoDoFo::PdfRefCountedBuffer buffer;
  PoDoFo::PdfOutputDevice device(&buffer);
  PoDoFo::PdfVecObjects objects;
  objects.SetAutoDelete(true);
  device.Write(header.data(), header.size());

  ObjectBytes written;
  for (int i = 0; i < reserved; ++i) {
    objects.CreateObject(PoDoFo::PdfVariant());
    written.Reserve();
  }
  for (const Part& part : parts) {
    written.offsets.push_back(device.Tell());
    Read(objects, part)
        ->WriteObject(&device, PoDoFo::ePdfWriteMode_Compact, nullptr);
  }
  written.bytes.assign(buffer.GetBuffer(), device.GetLength());
  return written;
}

}  // namespace

absl::StatusOr<ObjectBytes> WriteWithPodofo(absl::string_view header,
                                            int reserved,
                                            const std::vector<Part>& parts) {
  try {
    return Write(header, reserved, parts);
  } catch (const PoDoFo::PdfError& error) {
    return absl::InternalError(absl::StrCat(
        "PoDoFo: ", PoDoFo::PdfError::ErrorName(error.GetError())));
  }
}

}  // namespace creditproof::report
