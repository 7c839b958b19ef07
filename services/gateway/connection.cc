#include "services/gateway/connection.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/ssl.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "services/gateway/answer_writer.h"
#include "services/gateway/awaiting.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

std::string Text(beast::string_view text) { return {text.data(), text.size()}; }

// The fields that a client sends are many times longer than what is needed of
// them; what is asked twice is joined (RFC 9110 section 5.3).
Request HeadOf(const Parser& parser, const std::string& client) {
  const auto& message = parser.get();
  Request head;
  head.method = Text(message.method_string());
  const std::string target = Text(message.target());
  const std::size_t mark = std::min(target.find('?'), target.size());
  head.path = target.substr(0, mark);
  if (mark < target.size()) head.query = target.substr(mark + 1);
  for (const auto& field : message) {
    std::string& value =
        head.fields[absl::AsciiStrToLower(Text(field.name_string()))];
    absl::StrAppend(&value, value.empty() ? "" : ", ", Text(field.value()));
  }
  if (const auto length = parser.content_length()) {
    head.content_length = *length;
  }
  head.client = client;
  return head;
}

// Reading from one client what it asks. Used from one coroutine at a time.
template <typename Stream>
class Connection {
 public:
  Connection(Stream& stream, const Shared& shared, std::string client)
      : stream_(stream),
        shared_(shared),
        client_(std::move(client)),
        writer_(stream, shared) {}

  asio::awaitable<void> Serve() {
    bool goes_on = true;
    while (goes_on && !shared_.stopping) {
      goes_on = co_await WaitForRequest();
      if (goes_on) goes_on = co_await ServeOne();
    }
  }

 private:
  const Limits& limits() const { return shared_.listener.limits; }

  // Until the first byte of the next request.
  asio::awaitable<bool> WaitForRequest() {
    if (buffer_.size() > 0) co_return true;
    Allow(stream_, limits().idle_time);
    error_code error;
    const std::size_t read = co_await stream_.async_read_some(
        buffer_.prepare(limits().most_head_bytes), Into(error));
    buffer_.commit(read);
    co_return !error;
  }

  // False when the connection is to end.
  asio::awaitable<bool> ServeOne() {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits().most_head_bytes));
    // The endpoint's own is smaller. Boost 1.74 takes none for nothing at all.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    Allow(stream_, limits().head_time);
    error_code error;
    co_await http::async_read_header(stream_, buffer_, parser, Into(error));
    const Pending::Token busy = shared_.requests.Begin();
    if (error) co_return co_await Refuse(parser, error);
    Request head = HeadOf(parser, ClientOf(parser));
    std::variant<Endpoint, Answer> found = shared_.site(head);
    if (auto* answer = std::get_if<Answer>(&found)) {
      co_return co_await writer_.Send(parser, std::move(*answer));
    }
    co_return co_await ServeAt(std::get<Endpoint>(found), parser,
                               std::move(head));
  }

  std::string ClientOf(const Parser& parser) const {
    const std::string& field = shared_.listener.client_address_field;
    if (field.empty()) return client_;
    const std::string named = Text(parser.get()[field]);
    return named.empty() ? client_ : named;
  }

  asio::awaitable<bool> ServeAt(const Endpoint& endpoint, Parser& parser,
                                Request head) {
    if (head.content_length.value_or(0) > endpoint.most_body_bytes) {
      co_return co_await writer_.Send(parser, TooLarge(endpoint));
    }
    if (endpoint.takes_pieces && !head.content_length) {
      co_return co_await writer_.Send(
          parser, Refusal(411, "LENGTH_REQUIRED", "send content-length"));
    }
    Allow(stream_, limits().body_time);
    if (!parser.is_done() && head.field("expect") == "100-continue") {
      co_await SayContinue();
    }
    Exchange exchange{std::move(head), nullptr, {}};
    if (endpoint.takes_pieces) {
      const auto executor = co_await asio::this_coro::executor;
      exchange.body = std::make_shared<BodyPieces>(executor, *this, parser);
    } else {
      const std::optional<std::string> body =
          co_await ReadBody(parser, endpoint.most_body_bytes);
      if (!body) co_return co_await writer_.Send(parser, TooLarge(endpoint));
      if (!parser.is_done()) co_return false;
      exchange.request.body = *body;
    }
    Answer answer = co_await Ask(endpoint, std::move(exchange));
    co_return co_await writer_.Send(parser, std::move(answer));
  }

  static Answer TooLarge(const Endpoint& endpoint) {
    const std::size_t most = endpoint.most_body_bytes;
    return Refusal(413, "BODY_TOO_LARGE",
                   most == 0
                       ? "no body is taken here"
                       : absl::StrCat("at most ", most, " bytes (正文最多 ",
                                      most, " 字节)"));
  }

  asio::awaitable<void> SayContinue() {
    http::response<http::empty_body> go_on(http::status::continue_, 11);
    error_code error;
    co_await http::async_write(stream_, go_on, Into(error));
  }

  // Appends the next bytes of the body; none when it is over, or at an error.
  asio::awaitable<error_code> ReadPiece(Parser& parser, std::string& into) {
    const std::size_t before = into.size();
    error_code error;
    piece_.resize(kPieceBytes);
    while (!parser.is_done() && into.size() == before && !error) {
      auto& body = parser.get().body();
      body.data = piece_.data();
      body.size = kPieceBytes;
      body.more = true;
      co_await http::async_read_some(stream_, buffer_, parser, Into(error));
      if (error == http::error::need_buffer) error = {};
      into.append(piece_, 0, kPieceBytes - body.size);
    }
    co_return error;
  }

  // Nothing when it is longer than `most`; cut short when the client goes.
  asio::awaitable<std::optional<std::string>> ReadBody(Parser& parser,
                                                       std::size_t most) {
    std::string body;
    while (!parser.is_done()) {
      const error_code error = co_await ReadPiece(parser, body);
      if (error) break;
      if (body.size() > most) co_return std::nullopt;
    }
    co_return body;
  }

  // What an endpoint reads of a body that it takes in pieces.
  class BodyPieces final : public Pieces {
   public:
    BodyPieces(asio::any_io_executor executor, Connection& connection,
               Parser& parser)
        : alive_(connection.shared_.callbacks.Begin()),
          executor_(std::move(executor)),
          connection_(connection),
          parser_(parser) {}

    void Next(Then then) override {
      const std::uint64_t number =
          connection_.shared_.readers.Add(std::move(then));
      if (number == 0) return;
      asio::co_spawn(
          executor_,
          [this, number]() -> asio::awaitable<void> {
            std::string piece;
            const error_code error =
                co_await connection_.ReadPiece(parser_, piece);
            const Then told = connection_.shared_.readers.Take(number);
            if (told == nullptr) co_return;
            if (error) {
              told(absl::CancelledError(error.message()));
            } else {
              told(std::move(piece));
            }
          },
          asio::detached);
    }

   private:
    // Goes last: whoever has this may be the last to hold the executor.
    const Pending::Token alive_;
    const asio::any_io_executor executor_;
    Connection& connection_;
    Parser& parser_;
  };

  asio::awaitable<Answer> Ask(const Endpoint& endpoint, Exchange exchange) {
    co_return co_await WaitFor<Answer>(shared_.callbacks,
                                       [&](std::function<void(Answer)> answer) {
                                         exchange.answer = std::move(answer);
                                         endpoint.serve(std::move(exchange));
                                       });
  }

  // What is wrong with a head that could not be read.
  asio::awaitable<bool> Refuse(const Parser& parser, error_code error) {
    if (error == http::error::header_limit ||
        error == http::error::buffer_overflow) {
      co_return co_await writer_.Send(
          parser, Refusal(431, "HEAD_TOO_LARGE", "the head is too long"));
    }
    if (error.category() ==
        make_error_code(http::error::bad_method).category()) {
      if (error == http::error::end_of_stream ||
          error == http::error::partial_message) {
        co_return false;
      }
      co_return co_await writer_.Send(
          parser, Refusal(400, "BAD_HTTP", "this is no HTTP/1.1"));
    }
    if (error == beast::error::timeout) {
      base::Log(base::Severity::kInfo, "slow_client_cut_off",
                {{"client", client_}});
    }
    co_return false;
  }

  Stream& stream_;
  const Shared& shared_;
  const std::string client_;
  AnswerWriter<Stream> writer_;
  beast::flat_buffer buffer_{128 * 1024};
  std::string piece_;  // of a body; empty before the first one
};

asio::awaitable<void> ServeTls(asio::ip::tcp::socket socket,
                               const Shared& shared, std::string client) {
  beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), *shared.tls);
  beast::get_lowest_layer(stream).expires_after(
      absl::ToChronoNanoseconds(shared.listener.limits.head_time));
  error_code error;
  co_await stream.async_handshake(asio::ssl::stream_base::server, Into(error));
  if (error) co_return;
  Connection connection(stream, shared, std::move(client));
  co_await connection.Serve();
}

asio::awaitable<void> ServePlain(asio::ip::tcp::socket socket,
                                 const Shared& shared, std::string client) {
  beast::tcp_stream stream(std::move(socket));
  Connection connection(stream, shared, std::move(client));
  co_await connection.Serve();
}

}  // namespace

asio::awaitable<void> ServeConnection(asio::ip::tcp::socket socket,
                                      const Shared& shared,
                                      std::string client) {
  try {
    error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (shared.tls == nullptr) {
      co_await ServePlain(std::move(socket), shared, std::move(client));
    } else {
      co_await ServeTls(std::move(socket), shared, std::move(client));
    }
  } catch (const std::exception& thrown) {
    base::Log(base::Severity::kError, "connection_failed",
              {{"what", thrown.what()}});
  }
}

}  // namespace creditproof::gateway
