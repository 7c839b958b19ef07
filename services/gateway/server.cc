#include "services/gateway/server.h"

// gcc 12 wants it before Boost's coroutines.
#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "services/gateway/client_key.h"
#include "services/gateway/connection.h"
#include "services/gateway/connections.h"

namespace creditproof::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr absl::Duration kDrainTime = absl::Seconds(10);
constexpr std::chrono::milliseconds kPause(100);

absl::StatusOr<tcp::endpoint> ParseAddress(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  unsigned port = 0;
  error_code error;
  const auto host = asio::ip::make_address(text.substr(0, colon), error);
  if (colon == std::string::npos || error ||
      !absl::SimpleAtoi(text.substr(colon + 1), &port) || port > 65535) {
    return absl::InvalidArgumentError(
        absl::StrCat("address: ", text, " is not IP:PORT"));
  }
  return tcp::endpoint(host, static_cast<std::uint16_t>(port));
}

absl::StatusOr<std::unique_ptr<asio::ssl::context>> MakeTls(
    const Listener& listener) {
  if (listener.certificates.empty()) return nullptr;
  auto tls =
      std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  error_code error;
  tls->set_options(asio::ssl::context::default_workarounds |
                       asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1,
                   error);
  tls->use_certificate_chain(asio::buffer(listener.certificates), error);
  if (!error) {
    tls->use_private_key(asio::buffer(listener.private_key),
                         asio::ssl::context::pem, error);
  }
  if (!error) return tls;
  return absl::InvalidArgumentError(
      absl::StrCat("public_tls: ", error.message()));
}

}  // namespace

class Server::Impl {
 public:
  Impl(Listener listener, Site site, std::unique_ptr<asio::ssl::context> tls)
      : listener_(std::move(listener)),
        site_(std::move(site)),
        tls_(std::move(tls)),
        connections_(listener_.limits.most_connections,
                     listener_.limits.most_connections_per_client),
        acceptor_(io_) {}

  ~Impl() {
    io_.stop();
    threads_.clear();
    readers_.CancelAll();
    callbacks_.Wait(absl::InfiniteDuration());
  }

  absl::Status Listen() {
    ASSIGN_OR_RETURN(const tcp::endpoint endpoint,
                     ParseAddress(listener_.address));
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error)
      acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat(
        "cannot listen on ", listener_.address, ": ", error.message()));
  }

  void Start() {
    asio::co_spawn(io_, Accept(), asio::detached);
    const unsigned count = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < count; ++i) {
      threads_.emplace_back([this] { io_.run(); });
    }
  }

  std::string address() const {
    const tcp::endpoint endpoint = acceptor_.local_endpoint();
    return absl::StrCat(endpoint.address().to_string(), ":", endpoint.port());
  }

  // On a thread of its own the waiting: those of io_ go on serving.
  void WaitForStop() {
    asio::io_context waiting;
    asio::signal_set signals(waiting, SIGTERM, SIGINT);
    signals.async_wait([](const error_code&, int) {});
    waiting.run();
    stopping_ = true;
    asio::post(io_, [this] {
      error_code ignored;
      acceptor_.close(ignored);
    });
    requests_.Wait(kDrainTime);
  }

 private:
  asio::awaitable<void> Accept() {
    while (acceptor_.is_open()) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(
          asio::make_strand(io_),
          asio::redirect_error(asio::use_awaitable, error));
      if (stopping_) co_return;
      if (error) {
        co_await Pause();  // no file handles left, most likely
        continue;
      }
      Admit(std::move(socket));
    }
  }

  asio::awaitable<void> Pause() {
    asio::steady_timer timer(io_, kPause);
    error_code ignored;
    co_await timer.async_wait(
        asio::redirect_error(asio::use_awaitable, ignored));
  }

  // Who finds no place is hung up on.
  void Admit(tcp::socket socket) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return;
    const std::string client = ClientKey(peer.address().to_string());
    std::shared_ptr<Connections::Place> place = connections_.Enter(client);
    if (place == nullptr) return;
    const auto executor = socket.get_executor();
    asio::co_spawn(
        executor,
        [this, client, place,
         socket = std::move(socket)]() mutable -> asio::awaitable<void> {
          return ServeConnection(std::move(socket), shared_, client);
        },
        [place](const std::exception_ptr&) {});
  }

  const Listener listener_;
  const Site site_;
  const std::unique_ptr<asio::ssl::context> tls_;
  std::atomic<bool> stopping_ = false;
  Pending requests_;
  Pending callbacks_;
  Readers readers_;
  Connections connections_;
  const Shared shared_{listener_, site_,      tls_.get(), stopping_,
                       requests_, callbacks_, readers_};
  asio::io_context io_;  // after what its coroutines use
  tcp::acceptor acceptor_;
  std::vector<std::jthread> threads_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

absl::StatusOr<std::unique_ptr<Server>> Server::Start(Listener listener,
                                                      Site site) {
  ASSIGN_OR_RETURN(auto tls, MakeTls(listener));
  auto impl = std::make_unique<Impl>(std::move(listener), std::move(site),
                                     std::move(tls));
  RETURN_IF_ERROR(impl->Listen());
  impl->Start();
  std::unique_ptr<Server> server(new Server(std::move(impl)));
  base::Log(base::Severity::kInfo, "listening",
            {{"address", server->address()}});
  return server;
}

std::string Server::address() const { return impl_->address(); }

void Server::WaitForStop() { impl_->WaitForStop(); }

}  // namespace creditproof::gateway
